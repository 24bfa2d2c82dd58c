"""Invented people and numbers: names from syllables, identity numbers and company codes whose check characters are right."""

from datetime import date
from random import Random

SURNAMES = "林陈黄李张王吴刘周杨何罗梁谢邓曾许冯苏卢蔡彭潘袁蒋余杜叶程魏吕丁沈任姚钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱江侯尹薛"
WOMEN = "秀英桂兰玉梅丽华春燕小红海霞雪琴晓芳美玲金凤彩云月娥翠萍佩珊慧敏素贞惠如"
MEN = "建国志强永福海涛国栋伟明德胜家豪振东文斌光耀启航立军晓峰俊杰宏达荣生少华"
#: District codes of the first six digits: three invented-worker districts of Guangdong, Guangxi, Hunan, Sichuan.
DISTRICTS = ("441900", "440923", "450881", "431121", "511322", "360731")

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def person_name(rng: Random, sex: str) -> str:
    """A Chinese name of two or three characters."""
    pool = WOMEN if sex == "female" else MEN
    return rng.choice(SURNAMES) + rng.choice(pool) + (rng.choice(pool) if rng.random() < 0.85 else "")


def id_check_digit(first17: str) -> str:
    """The 18th character of a mainland identity number (GB 11643: weighted sum modulo 11).

    >>> id_check_digit("11010519491231002")
    'X'
    """
    total = sum(int(c) * w for c, w in zip(first17, _WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def id_number(rng: Random, born: date, sex: str) -> str:
    """An identity number for a birth date; the 17th digit is odd for men."""
    order = rng.randrange(0, 500) * 2 + (1 if sex == "male" else 0)
    body = f"{rng.choice(DISTRICTS)}{born:%Y%m%d}{order:03d}"
    return body + id_check_digit(body)


def company_code(rng: Random) -> str:
    """A unified social credit code with its check character (GB 32100: weights are powers of 3 modulo 31)."""
    body = "91441900" + "".join(rng.choice(_USCC) for _ in range(9))
    total = sum(_USCC.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + _USCC[(31 - total % 31) % 31]
