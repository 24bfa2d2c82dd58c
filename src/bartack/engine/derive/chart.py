"""`chart`: one row a line of the organisation chart, with where its chain of superiors ends.

id (place in the list) · node · title · department · head · headcount · kind · named (the post's title: its own column, else the node, unless nodes are codes) · says_parent
(as written) · up (id of the superior's line; null at the end of a chain) · how (under: has a superior on the list; top: reports to nobody and is
by its name a post or company that reports to nobody; blank: reports to nobody, though its name does not say so; lost: names a superior who is not
on the list; unread: the cell cannot be read) · end_how (`how` of the line its chain ends in; circle when it never ends) · end_node · in_circle ·
depth (superiors above it) · hole (some line of the list names no node) · sheet · row · col

A superior is looked for among the nodes, then among the heads. Where several lines have the name, the first is meant.
"""

from bartack.engine.derive.base import Params

NAME = "chart"
NEEDS: tuple[str, ...] = ()

#: Whole titles of posts that report to nobody, without blanks and marks. A deputy's title is longer and so does not match.
TOP = (
    "generalmanager", "gm", "managingdirector", "md", "director", "chairman", "chairperson", "chairmanmd", "ceo", "chiefexecutive",
    "chiefexecutiveofficer", "president", "owner", "proprietor", "factorymanager", "plantmanager", "company", "factory", "headoffice", "board",
    "boardofdirectors", "总经理", "董事长", "董事会", "厂长", "总裁", "法人", "法人代表", "法定代表人", "老板", "总公司", "公司", "工厂", "总部",
    "giámđốc", "tổnggiámđốc", "chủtịch", "côngty", "nhàmáy", "direktur", "direkturutama", "presidendirektur", "perusahaan", "pabrik",
    "ব্যবস্থাপনাপরিচালক", "মহাব্যবস্থাপক", "পরিচালক", "চেয়ারম্যান", "কারখানা",
)  # fmt: skip
#: How names of companies end (or, in Vietnamese and Indonesian, begin).
COMPANY = "(公司|集团|工厂|服装厂|制衣厂|limited|ltd|inc|llc|plc|pvtltd)$|^(côngty|pt)"


def plain(column: str) -> str:
    """SQL: words without blanks and marks, in small letters."""
    return f"lower(regexp_replace({column}, '[\\s\\p{{P}}\\p{{S}}]+', '', 'g'))"


def sql(p: Params) -> str:
    """The table's SQL."""
    top = ", ".join(f"'{w}'" for w in TOP)
    names_top = f"({plain('q.node')} IN ({top}) OR {plain('q.title')} IN ({top}) OR regexp_matches({plain('q.node')}, '{COMPANY}'))"
    return f"""
    WITH RECURSIVE bad AS (
        SELECT sheet, row, bool_or(name IN ('parent', '')) AS parent, bool_or(name IN ('node', '')) AS node FROM cells GROUP BY ALL
    ), titled AS (SELECT DISTINCT sheet FROM places WHERE tab = 'positions' AND name IN ('title', 'node_id')
    ), lines AS (
        SELECT q.*, row_number() OVER (ORDER BY q.sheet, q.row, q.col) AS id, coalesce(b.parent, false) AS bad_parent,
               CASE WHEN q.title IS NOT NULL OR t.sheet IS NOT NULL THEN q.title ELSE q.node END AS named, coalesce({names_top}, false) AS names_top
        FROM positions q LEFT JOIN bad b ON b.sheet = q.sheet AND b.row = q.row LEFT JOIN titled t ON t.sheet = q.sheet
    ), names AS (
        SELECT name, arg_min(id, (rank, id)) AS id FROM (
            SELECT node AS name, id, 1 AS rank FROM lines UNION ALL SELECT head, id, 2 FROM lines
        ) WHERE name IS NOT NULL GROUP BY name
    ), linked AS (
        SELECT l.*, n.id AS up,
               CASE WHEN n.id IS NOT NULL THEN 'under' WHEN l.parent IS NOT NULL THEN 'lost' WHEN bad_parent THEN 'unread'
                    WHEN names_top THEN 'top' ELSE 'blank' END AS how
        FROM lines l LEFT JOIN names n ON n.name = l.parent
    ), walk AS (
        SELECT id, up AS "at" FROM linked WHERE up IS NOT NULL
        UNION
        SELECT w.id, l.up FROM walk w JOIN linked l ON l.id = w."at" WHERE l.up IS NOT NULL
    ), ends AS (
        SELECT w.id, bool_or(w."at" = w.id) AS in_circle, count(*) AS depth, any_value(l.how) FILTER (l.up IS NULL) AS end_how,
               any_value(l.node) FILTER (l.up IS NULL) AS end_node
        FROM walk w JOIN linked l ON l.id = w."at" GROUP BY w.id
    )
    SELECT l.id, l.node, l.title, l.department, l.head, l.headcount, l.planned, l.job_description, coalesce(l.kind, 'post') AS kind, l.named,
           l.parent AS says_parent, l.up, l.how,
           CASE WHEN l.up IS NULL THEN l.how ELSE coalesce(e.end_how, 'circle') END AS end_how,
           CASE WHEN l.up IS NULL THEN l.node ELSE e.end_node END AS end_node,
           coalesce(e.in_circle, false) AS in_circle, coalesce(e.depth, 0)::INTEGER AS depth,
           (SELECT bool_or(node IS NULL) FROM lines) AS hole, l.sheet, l.row, l.col
    FROM linked l LEFT JOIN ends e ON e.id = l.id
    """
