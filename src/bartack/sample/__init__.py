"""The sample factory: invented, messy, believable records with faults planted in them, and the key that says where.

`generate` writes a garment factory of Guangdong and its answer key, `damage` spoils a copy of records, `big` writes a factory-year for
measuring speed. Every person, number and company is invented.
"""

from bartack.sample.big import big
from bartack.sample.damage import Damage, damage
from bartack.sample.generate import generate
from bartack.sample.key import AnswerKey, Expected

__all__ = ["AnswerKey", "Damage", "Expected", "big", "damage", "generate"]
