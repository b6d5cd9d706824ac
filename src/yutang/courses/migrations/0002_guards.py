"""What was published stays, what was answered stays, and nobody marks their own work.

* The contents of a version change only while it is a draft; of a published one only its state.
* A result of an exam never changes; it is annulled, once, by somebody else. Its answers stay as
  they were when it ended, and none comes after its time.
* Rounds of quizzes, works handed in, marks and finished lessons are only added.
"""

from django.db import migrations

CONTENTS = {
    "lesson": "'', 'version_id'",
    "question": "'', 'version_id'",
    "assignment": "'', 'version_id'",
    "picture": "'courses_lesson', 'lesson_id'",
    "option": "'courses_question', 'question_id'",
    "criterion": "'courses_assignment', 'assignment_id'",
}
"""The tables of a version's contents; through which table, by which column a row leads to it."""
GROWS = ("quizround", "submission", "submissionphoto", "mark", "lessondone")

FUNCTIONS = """
create function courses_is_frozen() returns trigger language plpgsql as $$
declare
    row jsonb;
    version bigint;
    was text;
begin
    foreach row in array array[
        case when tg_op <> 'INSERT' then to_jsonb(old) end,
        case when tg_op <> 'DELETE' then to_jsonb(new) end
    ] loop
        continue when row is null;
        version := (row ->> tg_argv[1])::bigint;
        if tg_argv[0] <> '' then
            execute format('select version_id from %I where id = $1', tg_argv[0])
            into version using version;
        end if;
        select v.state into was from courses_courseversion v where v.id = version;
        if was is distinct from 'draft' then
            raise exception '% of % is refused: what was published stays', lower(tg_op),
                tg_table_name using errcode = 'check_violation',
                constraint = 'courses_published_stays';
        end if;
    end loop;
    return case when tg_op = 'DELETE' then old else new end;
end
$$;

create function courses_version_moves() returns trigger language plpgsql as $$
begin
    if old.state = 'draft' then
        if tg_op = 'DELETE' then return old; end if;
        if new.state in ('draft', 'published') then return new; end if;
    end if;
    if tg_op = 'DELETE' or to_jsonb(new) - 'state' <> to_jsonb(old) - 'state' then
        raise exception 'version % was published and stays', old.id
            using errcode = 'check_violation', constraint = 'courses_published_stays';
    end if;
    if new.state = 'draft' then
        raise exception 'version % cannot go from % to %', old.id, old.state, new.state
            using errcode = 'check_violation', constraint = 'courses_version_arrow';
    end if;
    return new;
end
$$;

create function courses_only_grows() returns trigger language plpgsql as $$
begin
    raise exception '% of % is refused: what was answered stays', lower(tg_op), tg_table_name
        using errcode = 'check_violation', constraint = 'courses_only_grows';
end
$$;

create function courses_attempt_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or (old.study_id, old.number, old.key, old.seed, old.began_at, old.until,
        old.out_of) is distinct from (new.study_id, new.number, new.key, new.seed, new.began_at,
        new.until, new.out_of)
    then
        raise exception 'attempt % stays what it is', old.id
            using errcode = 'check_violation', constraint = 'courses_attempt_stays';
    end if;
    if old.ended_at is not null and (
        (old.ended_at, old."right", old.is_passed, old.is_late)
            is distinct from (new.ended_at, new."right", new.is_passed, new.is_late)
        or old.annulled_at is not null
    ) then
        raise exception 'the result of attempt % is never changed', old.id
            using errcode = 'check_violation', constraint = 'courses_result_stays';
    end if;
    if new.annulled_at is not null and new.annulled_by_id = old.began_by_id then
        raise exception 'person % would annul an attempt of their own', new.annulled_by_id
            using errcode = 'check_violation', constraint = 'courses_not_own';
    end if;
    return new;
end
$$;

create function courses_answer_in_time() returns trigger language plpgsql as $$
declare
    asked record;
begin
    if tg_op = 'DELETE' then
        raise exception 'an answer of an exam stays'
            using errcode = 'check_violation', constraint = 'courses_answer_in_time';
    end if;
    select a.ended_at, a.until into asked from courses_attempt a where a.id = new.attempt_id;
    if asked.ended_at is not null or new.answered_at > asked.until or (tg_op = 'UPDATE'
        and (old.attempt_id, old.position, old.question_id, old.options)
            is distinct from (new.attempt_id, new.position, new.question_id, new.options))
    then
        raise exception 'attempt % has ended: its answers stay', new.attempt_id
            using errcode = 'check_violation', constraint = 'courses_answer_in_time';
    end if;
    return new;
end
$$;

create function courses_mark_not_own() returns trigger language plpgsql as $$
begin
    if exists (select from courses_submission h
        where h.id = new.submission_id and new.by_id = h.by_id)
    then
        raise exception 'person % would mark their own work', new.by_id
            using errcode = 'check_violation', constraint = 'courses_not_own';
    end if;
    return new;
end
$$;
"""
TRIGGERS = [
    *(
        f"create trigger courses_is_frozen before insert or update or delete on courses_{table} "
        f"for each row execute function courses_is_frozen({arguments})"
        for table, arguments in CONTENTS.items()
    ),
    *(
        f"create trigger courses_only_grows before update or delete on courses_{table} "
        "for each statement execute function courses_only_grows()"
        for table in GROWS
    ),
    (
        "create trigger courses_version_moves before update or delete on courses_courseversion "
        "for each row execute function courses_version_moves()"
    ),
    (
        "create trigger courses_attempt_stays before update or delete on courses_attempt "
        "for each row execute function courses_attempt_stays()"
    ),
    (
        "create trigger courses_answer_in_time before insert or update or delete on courses_examanswer "
        "for each row execute function courses_answer_in_time()"
    ),
    (
        "create trigger courses_mark_not_own before insert on courses_mark "
        "for each row execute function courses_mark_not_own()"
    ),
]
BACKWARD = """
drop function courses_is_frozen() cascade;
drop function courses_version_moves() cascade;
drop function courses_only_grows() cascade;
drop function courses_attempt_stays() cascade;
drop function courses_answer_in_time() cascade;
drop function courses_mark_not_own() cascade;
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_initial")]
    operations = [migrations.RunSQL(FUNCTIONS + ";\n".join(TRIGGERS) + ";", BACKWARD)]
