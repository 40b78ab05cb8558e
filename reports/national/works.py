"""Creative groups: products, what was made each month, what was sold, stock and ledger."""

from reports.national.load import OPERATOR

# Name of a product, unit and price, by skill field.
PRODUCTS = (
    ("meubel", "Kursi lipat kayu", "buah", 150_000),
    ("meubel", "Rak buku", "buah", 275_000),
    ("menjahit", "Tas belanja", "buah", 35_000),
    ("menjahit", "Seragam kerja", "potong", 120_000),
    ("batik", "Kain batik tulis", "lembar", 300_000),
    ("rajutan", "Tas rajut", "buah", 90_000),
    ("pecut", "Miniatur kapal", "buah", 175_000),
    ("boga", "Roti manis", "bungkus", 10_000),
    ("pertanian", "Selada hidroponik", "ikat", 8_000),
    ("batako", "Batako", "buah", 3_500),
)

GROUP = """
CREATE UNLOGGED TABLE national.workshop AS
SELECT {base} + row_number() OVER (ORDER BY facility_id, f.code) AS id, p.*, f.code AS field, f.id AS skill_field_id,
    f.name_id AS field_name, greatest(s.first, s.today - 200 - floor(u(facility_id * 100 + f.id, 130) * 800)::int) AS started_on
FROM national.place p JOIN skills_skillfield f ON f.code IN ({fields}), national.setting s
WHERE p.training > 0 AND u(p.facility_id * 100 + f.id, 131) < 0.13
"""
MADE = """
CREATE UNLOGGED TABLE national.made AS
SELECT {base} + row_number() OVER (ORDER BY day, g.id) AS id, g.facility_id, g.id AS group_id, g.operator, pr.id AS product_id,
    pr.price, pr.name, pr.size, day, 4 + floor(u(pr.id * 1000 + one, 132) * 12)::int AS quantity,
    -- Less is sold than made; some months nothing.
    CASE WHEN u(pr.id * 1000 + one, 133) < 0.8 AND day + 12 <= g.until THEN 1 + floor(u(pr.id * 1000 + one, 134) * 4)::int END AS sold,
    pr.id * 1000 + one AS draw, day + 12 AS sold_on, g.until
FROM national.workshop g JOIN production_product pr ON pr.group_id = g.id
CROSS JOIN LATERAL (SELECT one, g.started_on + 20 + one * 30 AS day FROM generate_series(0, 36) AS one) d
WHERE day < g.until
"""


def build_works(load) -> None:
    fields = ", ".join(sorted({f"'{field}'" for field, *_rest in PRODUCTS}))
    load.run(GROUP.format(base=load.base("production_productiongroup"), fields=fields))
    load.run("ANALYZE national.workshop")
    load.fill(
        "production_productiongroup",
        "national.workshop g",
        id="g.id",
        name="'Kelompok ' || g.field_name",
        started_on="g.started_on",
        facility_id="g.facility_id",
        skill_field_id="g.skill_field_id",
    )
    products = ", ".join(str(product) for product in PRODUCTS)
    load.fill(
        "production_product",
        f"national.workshop g JOIN (VALUES {products}) AS p(field, name, unit, price) USING (field)",
        name="p.name",
        kind="'goods'",
        unit="p.unit",
        price="p.price",
        on_sale="true",
        facility_id="g.facility_id",
        group_id="g.id",
    )
    load.fill(
        "production_groupmember",
        "national.workshop g CROSS JOIN generate_series(1, least(6, g.held)) AS one"
        " JOIN national.person p ON p.id = g.base + g.past + 1 + (g.id * 7 + one) % g.held",
        joined_on="greatest(g.started_on, p.admitted_on)",
        facility_id="g.facility_id",
        inmate_id="p.id",
        group_id="g.id",
    )
    for table, key in (
        ("production_productiongroup", "t.id"),
        ("production_product", "t.group_id"),
        ("production_groupmember", "t.group_id"),
    ):
        load.history(
            table,
            f"{table} t JOIN national.workshop g ON g.id = {key}",
            at="(g.started_on + time '03:00') AT TIME ZONE 'UTC'",
            context=f"context(t.facility_id, g.started_on, {OPERATOR})",
        )
    load.used("national.workshop t", day="t.started_on", role=str(OPERATOR))
    load.run(MADE.format(base=load.base("production_productionrun")))
    load.run("ANALYZE national.made")
    _runs(load)
    _sales(load)


def _runs(load) -> None:
    load.fill(
        "production_productionrun",
        "national.made m",
        id="m.id",
        day="m.day",
        quantity="m.quantity",
        made_at="(m.day + time '06:00') AT TIME ZONE 'UTC'",
        by_id="m.operator",
        facility_id="m.facility_id",
        product_id="m.product_id",
    )
    load.history(
        "production_productionrun",
        "production_productionrun t JOIN national.made m ON m.id = t.id",
        at="t.made_at",
        context=f"context(t.facility_id, t.day, {OPERATOR})",
    )
    load.used("national.made t", day="t.day", role=str(OPERATOR))
    load.fill(
        "production_stockplace",
        "(SELECT DISTINCT facility_id FROM national.made) f",
        facility_id="f.facility_id",
    )
    store = "JOIN production_stockplace s ON s.facility_id = m.facility_id AND s.outlet_id IS NULL"
    load.fill(
        "production_stockmovement",
        f"(SELECT *, day AS moved_on, quantity AS pieces, 'made' AS what FROM national.made UNION ALL"
        f" SELECT *, sold_on, -sold, 'sold' FROM national.made WHERE sold IS NOT NULL) m {store} ORDER BY m.moved_on, m.id",
        quantity="m.pieces",
        kind="m.what",
        day="m.moved_on",
        at="(m.moved_on + time '06:10') AT TIME ZONE 'UTC'",
        by_id="m.operator",
        facility_id="m.facility_id",
        product_id="m.product_id",
        place_id="s.id",
    )
    load.fill(
        "production_stock",
        f"national.made m {store} GROUP BY m.facility_id, m.product_id, s.id",
        quantity="sum(m.quantity) - coalesce(sum(m.sold), 0)",
        facility_id="m.facility_id",
        product_id="m.product_id",
        place_id="s.id",
    )


def _sales(load) -> None:
    """Sales that the buyer owes or has paid, with their entries; nobody has split them yet."""
    load.run(
        f"""
        CREATE UNLOGGED TABLE national.sold AS
        SELECT {load.base("production_sale")} + row_number() OVER (ORDER BY sold_on, id) AS sale_id, m.*,
            row_number() OVER (PARTITION BY facility_id, extract(year FROM sold_on) ORDER BY sold_on, id) AS seq,
            CASE WHEN u(draw, 135) < 0.93 THEN 'paid' ELSE 'recorded' END AS state, sold * price AS total
        FROM national.made m WHERE sold IS NOT NULL
        """
    )
    load.run("ANALYZE national.sold")
    load.fill(
        "production_sale",
        "national.sold s",
        id="s.sale_id",
        number="seq(s.seq) || '/KW/' || roman(s.sold_on) || '/' || extract(year FROM s.sold_on)",
        day="s.sold_on",
        channel="'direct'",
        delivered_on="s.sold_on",
        total="s.total",
        paid_on="CASE s.state WHEN 'paid' THEN s.sold_on END",
        state="s.state",
        facility_id="s.facility_id",
        recorded_by_id="s.operator",
    )
    load.life(
        "production_sale",
        "production_sale t JOIN national.sold s ON s.sale_id = t.id",
        kind=("production", "sale"),
        paths={
            "recorded": (("", "", "recorded", OPERATOR),),
            "paid": (("", "", "recorded", OPERATOR), ("pay", "recorded", "paid", OPERATOR)),
        },
        at="(t.day + time '06:10' + step.n * interval '1 second') AT TIME ZONE 'UTC'",
        day="t.day",
        by="s.operator",
        context="context(t.facility_id, t.day, step.role)",
    )
    load.fill(
        "production_saleline",
        "national.sold s",
        name="s.name",
        quantity="s.sold",
        price="s.price",
        amount="s.total",
        facility_id="s.facility_id",
        product_id="s.product_id",
        sale_id="s.sale_id",
    )
    load.fill(
        "production_account",
        "(SELECT DISTINCT facility_id FROM national.sold) s CROSS JOIN unnest(ARRAY['cash', 'receivable', 'sales']) AS role",
        role="role",
        facility_id="s.facility_id",
    )
    base = load.base("production_entry")
    kinds = "(VALUES (0, 'sale', 'receivable', 'sales'), (1, 'payment', 'cash', 'receivable')) AS e(n, kind, debit, credit)"
    entries = f"national.sold s JOIN {kinds} ON e.kind = 'sale' OR s.state = 'paid'"
    key = f"{base} + (s.sale_id - {load.base('production_sale')}) * 2 - 1 + e.n"
    load.fill(
        "production_entry",
        entries,
        id=key,
        day="s.sold_on",
        kind="e.kind",
        made_at="(s.sold_on + time '06:10') AT TIME ZONE 'UTC'",
        facility_id="s.facility_id",
        made_by_id="s.operator",
        sale_id="s.sale_id",
    )
    load.fill(
        "production_posting",
        f"{entries} JOIN production_account a ON a.facility_id = s.facility_id AND a.role IN (e.debit, e.credit)",
        amount="CASE WHEN a.role = e.debit THEN s.total ELSE -s.total END",
        account_id="a.id",
        entry_id=key,
        facility_id="s.facility_id",
    )
