"""States move along their arrows; what is asked, answered, decided and done stands."""

from django.db import migrations

FORWARD = """
create function channel_stands() returns trigger language plpgsql as $$
begin
    raise exception '% of % is not changed once written', old.id, tg_table_name
        using errcode = 'check_violation', constraint = 'channel_stands';
end
$$;

create trigger channel_checklist_stands before update or delete on channel_checklist
for each row execute function channel_stands();

create trigger channel_question_stands before update or delete on channel_question
for each row execute function channel_stands();

create trigger channel_listingstep_stands before update or delete on channel_listingstep
for each row execute function channel_stands();

create function channel_candidate_moves() returns trigger language plpgsql as $$
begin
    if (old.state, new.state) in (
        ('draft', 'draft'), ('draft', 'waiting'), ('waiting', 'admitted'), ('waiting', 'refused'),
        ('waiting', 'withdrawn')
    ) then
        return new;
    end if;
    raise exception 'candidate % does not go from % to %', old.id, old.state, new.state
        using errcode = 'check_violation', constraint = 'channel_candidate_moves';
end
$$;

create trigger channel_candidate_moves before update on channel_candidate
for each row execute function channel_candidate_moves();

create function channel_candidate_goes() returns trigger language plpgsql as $$
begin
    if old.state = 'draft' then
        return old;
    end if;
    raise exception 'candidate % was sent and stays', old.id
        using errcode = 'check_violation', constraint = 'channel_candidate_goes';
end
$$;

create trigger channel_candidate_goes before delete on channel_candidate
for each row execute function channel_candidate_goes();

create function channel_answer_in_time() returns trigger language plpgsql as $$
begin
    perform from channel_candidate where id = new.candidate_id and state = 'waiting';
    if not found then
        raise exception 'candidate % is not being checked', new.candidate_id
            using errcode = 'check_violation', constraint = 'channel_answer_in_time';
    end if;
    return new;
end
$$;

create trigger channel_answer_in_time before insert or update on channel_answer
for each row execute function channel_answer_in_time();

create trigger channel_answer_stays before delete on channel_answer
for each row execute function channel_stands();

create function channel_listing_moves() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        perform from channel_candidate
        where id = new.candidate_id and state = 'admitted' and channel_id = new.channel_id
            and product_id = new.product_id;
        if not found then
            raise exception 'candidate % was not admitted', new.candidate_id
                using errcode = 'check_violation', constraint = 'channel_listing_admitted';
        end if;
        return new;
    end if;
    if old.state = 'off' then
        raise exception 'listing % is over', old.id
            using errcode = 'check_violation', constraint = 'channel_listing_moves';
    end if;
    return new;
end
$$;

create trigger channel_listing_moves before insert or update on channel_listing
for each row execute function channel_listing_moves();
"""

BACK = """
drop trigger channel_listing_moves on channel_listing;
drop trigger channel_answer_stays on channel_answer;
drop trigger channel_answer_in_time on channel_answer;
drop trigger channel_candidate_goes on channel_candidate;
drop trigger channel_candidate_moves on channel_candidate;
drop trigger channel_listingstep_stands on channel_listingstep;
drop trigger channel_question_stands on channel_question;
drop trigger channel_checklist_stands on channel_checklist;
drop function channel_listing_moves();
drop function channel_answer_in_time();
drop function channel_candidate_goes();
drop function channel_candidate_moves();
drop function channel_stands();
"""


class Migration(migrations.Migration):
    dependencies = [("channel", "0001_tables")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
