"""Nothing is given that has not arrived, nothing spent that was not given or planned.

* A fund's row is locked before money leaves it: a grant, or a donation that goes back. What it has
  is what was confirmed in, less what was confirmed out.
* A programme's row is locked before money leaves it or its plan shrinks: a spending, a grant that
  goes back, a line of the budget. What it has is its grants less what went back and was spent; of
  one purpose no more is spent than its newest line plans.
* What was confirmed, spent and planned stays: states move from noted to confirmed or dropped, once;
  the rest of such a row is never changed. A bill may be marked as paid, once.
"""

from django.db import migrations

FORWARD = """
create function programmes_fund_has(asked bigint) returns bigint language sql stable as $$
    select coalesce((select sum(amount_fen) from programmes_donation
            where fund_id = asked and state = 'confirmed'), 0)::bigint
        - coalesce((select sum(b.amount_fen) from programmes_givenback b
            join programmes_donation d on d.id = b.donation_id
            where d.fund_id = asked and b.state = 'confirmed'), 0)::bigint
        - coalesce((select sum(case when is_back then -amount_fen else amount_fen end)
            from programmes_grant where fund_id = asked and state = 'confirmed'), 0)::bigint
$$;
create function programmes_programme_has(asked bigint) returns bigint language sql stable as $$
    select coalesce((select sum(case when is_back then -amount_fen else amount_fen end)
            from programmes_grant where programme_id = asked and state = 'confirmed'), 0)::bigint
        - coalesce((select sum(amount_fen) from programmes_spending
            where programme_id = asked), 0)::bigint
$$;
create function programmes_purpose_has(asked bigint, named text) returns bigint
language sql stable as $$
    select coalesce((select amount_fen from programmes_budgetline
            where programme_id = asked and purpose = named order by id desc limit 1), 0)::bigint
        - coalesce((select sum(amount_fen) from programmes_spending
            where programme_id = asked and purpose = named), 0)::bigint
$$;

create function programmes_fund_covers() returns trigger language plpgsql as $$
declare
    fund bigint;
begin
    if new.state <> 'confirmed' then
        return null;
    end if;
    if tg_table_name = 'programmes_givenback' then
        select fund_id into fund from programmes_donation where id = new.donation_id;
    else
        fund := new.fund_id;
    end if;
    perform from programmes_fund where id = fund for update;
    if programmes_fund_has(fund) < 0 then
        raise exception 'fund % does not have % fen', fund, new.amount_fen
            using errcode = 'check_violation', constraint = 'programmes_fund_covers';
    end if;
    if tg_table_name = 'programmes_givenback' then
        perform from programmes_donation d
        where d.id = new.donation_id and d.state = 'confirmed' and d.amount_fen >= (
            select sum(b.amount_fen) from programmes_givenback b
            where b.donation_id = d.id and b.state = 'confirmed');
        if not found then
            raise exception 'donation % was not so large', new.donation_id
                using errcode = 'check_violation', constraint = 'programmes_donation_covers';
        end if;
    end if;
    return null;
end
$$;
create trigger programmes_fund_covers after insert or update on programmes_grant
for each row execute function programmes_fund_covers();
create trigger programmes_fund_covers after insert or update on programmes_givenback
for each row execute function programmes_fund_covers();

create function programmes_programme_covers() returns trigger language plpgsql as $$
begin
    if tg_table_name = 'programmes_grant' then
        if new.state <> 'confirmed' or not new.is_back then
            return null;
        end if;
    end if;
    perform from programmes_programme where id = new.programme_id for update;
    if programmes_programme_has(new.programme_id) < 0 then
        raise exception 'programme % does not have % fen', new.programme_id, new.amount_fen
            using errcode = 'check_violation', constraint = 'programmes_programme_covers';
    end if;
    return null;
end
$$;
create trigger programmes_programme_covers after insert or update on programmes_grant
for each row execute function programmes_programme_covers();
create trigger programmes_programme_covers after insert on programmes_spending
for each row execute function programmes_programme_covers();

create function programmes_budget_covers() returns trigger language plpgsql as $$
begin
    perform from programmes_programme where id = new.programme_id for update;
    if programmes_purpose_has(new.programme_id, new.purpose) < 0 then
        raise exception 'programme % plans less for %', new.programme_id, new.purpose
            using errcode = 'check_violation', constraint = 'programmes_budget_covers';
    end if;
    return null;
end
$$;
create trigger programmes_budget_covers after insert on programmes_spending
for each row execute function programmes_budget_covers();
create trigger programmes_budget_covers after insert on programmes_budgetline
for each row execute function programmes_budget_covers();

create function programmes_spending_undoes() returns trigger language plpgsql as $$
begin
    perform from programmes_spending s where s.id = new.undoes_id
        and s.programme_id = new.programme_id and s.purpose = new.purpose
        and s.owner = new.owner and s.amount_fen = -new.amount_fen;
    if not found then
        raise exception 'spending % does not undo %', new.id, new.undoes_id
            using errcode = 'check_violation', constraint = 'programmes_spending_undoes';
    end if;
    return null;
end
$$;
create trigger programmes_spending_undoes after insert on programmes_spending
for each row when (new.undoes_id is not null) execute function programmes_spending_undoes();

create function programmes_refuses() returns trigger language plpgsql as $$
begin
    raise exception '% of % is refused: what was done with money stays', lower(tg_op),
        tg_table_name using errcode = 'check_violation', constraint = 'programmes_only_grows';
end
$$;
create trigger programmes_only_grows before update or delete on programmes_spending
for each statement execute function programmes_refuses();
create trigger programmes_only_grows before update or delete on programmes_budgetline
for each statement execute function programmes_refuses();
create trigger programmes_only_grows before update or delete on programmes_paper
for each statement execute function programmes_refuses();
create trigger programmes_only_grows before delete on programmes_donation
for each statement execute function programmes_refuses();
create trigger programmes_only_grows before delete on programmes_givenback
for each statement execute function programmes_refuses();
create trigger programmes_only_grows before delete on programmes_grant
for each statement execute function programmes_refuses();
create trigger programmes_only_grows before delete on programmes_bill
for each statement execute function programmes_refuses();

create function programmes_hands_move() returns trigger language plpgsql as $$
declare
    decided text[] := array['state', 'decided_at', 'decided_by_id', 'reason'];
    paid text[] := array['paid_on', 'bank_reference', 'paid_by_id'];
    is_paying boolean := false;
begin
    if tg_table_name = 'programmes_bill' then
        is_paying := old.state = 'confirmed' and old.paid_on is null;
    end if;
    if to_jsonb(old) - decided = to_jsonb(new) - decided and old.state = 'noted' then
        return new;
    elsif is_paying and to_jsonb(old) - paid = to_jsonb(new) - paid then
        return new;
    end if;
    raise exception '% % is % and stays', tg_table_name, old.id, old.state
        using errcode = 'check_violation', constraint = 'programmes_hands_move';
end
$$;
create trigger programmes_hands_move before update on programmes_donation
for each row execute function programmes_hands_move();
create trigger programmes_hands_move before update on programmes_givenback
for each row execute function programmes_hands_move();
create trigger programmes_hands_move before update on programmes_grant
for each row execute function programmes_hands_move();
create trigger programmes_hands_move before update on programmes_bill
for each row execute function programmes_hands_move();
"""
_TRIGGERS = (
    *(("programmes_fund_covers", table) for table in ("grant", "givenback")),
    *(("programmes_programme_covers", table) for table in ("grant", "spending")),
    *(("programmes_budget_covers", table) for table in ("spending", "budgetline")),
    ("programmes_spending_undoes", "spending"),
    *(
        ("programmes_only_grows", table)
        for table in ("spending", "budgetline", "paper", "donation", "givenback", "grant", "bill")
    ),
    *(("programmes_hands_move", table) for table in ("donation", "givenback", "grant", "bill")),
)
BACKWARD = "\n".join(
    [
        *(f"drop trigger {name} on programmes_{table};" for name, table in _TRIGGERS),
        "drop function programmes_fund_covers();",
        "drop function programmes_programme_covers();",
        "drop function programmes_budget_covers();",
        "drop function programmes_spending_undoes();",
        "drop function programmes_refuses();",
        "drop function programmes_hands_move();",
        "drop function programmes_fund_has(bigint);",
        "drop function programmes_programme_has(bigint);",
        "drop function programmes_purpose_has(bigint, text);",
    ]
)


class Migration(migrations.Migration):
    dependencies = [("programmes", "0003_spending")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
