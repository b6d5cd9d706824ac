"""Enrolments move only along their arrows; what was noted, done and judged stays.

* The arrows are those of `rules.enrolling`; a test compares them.
* Nobody attends a session of a class that they are not enrolled in.
* Steps, acts, judgements and receipts are only added; an attendance is taken back, never deleted.
* What a rule asks stays once a class is under it: a new version is a row of its own.
"""

from django.db import migrations

FORWARD = """
create function training_refuses() returns trigger language plpgsql as $$
begin
    raise exception '% of % is refused: what was noted stays', lower(tg_op), tg_table_name
        using errcode = 'check_violation', constraint = 'training_only_grows';
end
$$;
create trigger training_only_grows before update or delete on training_enrolmentstep
for each statement execute function training_refuses();
create trigger training_only_grows before update or delete on training_attendanceact
for each statement execute function training_refuses();
create trigger training_only_grows before update or delete on training_judgement
for each statement execute function training_refuses();
create trigger training_only_grows before update or delete on training_receipt
for each statement execute function training_refuses();
create trigger training_only_grows before update on training_opinion
for each statement execute function training_refuses();
create trigger training_only_grows before delete on training_attendance
for each statement execute function training_refuses();
create trigger training_only_grows before delete on training_enrolment
for each statement execute function training_refuses();

create function training_enrolment_moves() returns trigger language plpgsql as $$
begin
    if (old.state, new.state) not in (
        ('asked', 'admitted'), ('asked', 'waiting'), ('asked', 'refused'), ('asked', 'left'),
        ('waiting', 'admitted'), ('waiting', 'refused'), ('waiting', 'left'),
        ('admitted', 'attending'), ('admitted', 'failed'), ('admitted', 'left'),
        ('attending', 'completed'), ('attending', 'failed'), ('attending', 'left'),
        ('failed', 'attending'), ('failed', 'completed'), ('failed', 'left'),
        ('left', 'asked'), ('left', 'waiting'), ('left', 'admitted'),
        ('refused', 'asked'), ('refused', 'waiting'), ('refused', 'admitted')
    ) then
        raise exception 'enrolment % cannot go from % to %', old.id, old.state, new.state
            using errcode = 'check_violation', constraint = 'training_enrolment_arrow';
    end if;
    return new;
end
$$;
create trigger training_enrolment_moves before update of state on training_enrolment
for each row when (old.state is distinct from new.state)
execute function training_enrolment_moves();

create function training_enrolment_starts() returns trigger language plpgsql as $$
begin
    if new.state not in ('asked', 'waiting', 'admitted') then
        raise exception 'an enrolment does not start as %', new.state
            using errcode = 'check_violation', constraint = 'training_enrolment_arrow';
    end if;
    return new;
end
$$;
create trigger training_enrolment_starts before insert on training_enrolment
for each row execute function training_enrolment_starts();

create function training_attendance_fits() returns trigger language plpgsql as $$
begin
    if not exists (
        select from training_session s
        join training_enrolment e on e.cohort_id = s.cohort_id
        where s.id = new.session_id and e.id = new.enrolment_id
    ) then
        raise exception 'enrolment % is not of the class of session %',
            new.enrolment_id, new.session_id
            using errcode = 'check_violation', constraint = 'training_attendance_enrolled';
    end if;
    return new;
end
$$;
create trigger training_attendance_fits before insert or update of session_id, enrolment_id
on training_attendance for each row execute function training_attendance_fits();

create function training_rule_stays() returns trigger language plpgsql as $$
begin
    raise exception 'rule % stays as it is: write a new version', old.id
        using errcode = 'check_violation', constraint = 'training_rule_stays';
end
$$;
create trigger training_rule_stays
before update of kind, place_code, valid_from, attendance_percent, needs_exam, needs_assignments,
    practices or delete on training_rule
for each row execute function training_rule_stays();
"""

BACKWARD = """
drop trigger training_rule_stays on training_rule;
drop trigger training_attendance_fits on training_attendance;
drop trigger training_enrolment_starts on training_enrolment;
drop trigger training_enrolment_moves on training_enrolment;
drop trigger training_only_grows on training_enrolmentstep;
drop trigger training_only_grows on training_attendanceact;
drop trigger training_only_grows on training_judgement;
drop trigger training_only_grows on training_receipt;
drop trigger training_only_grows on training_opinion;
drop trigger training_only_grows on training_attendance;
drop trigger training_only_grows on training_enrolment;
drop function training_rule_stays();
drop function training_attendance_fits();
drop function training_enrolment_starts();
drop function training_enrolment_moves();
drop function training_refuses();
"""


class Migration(migrations.Migration):
    dependencies = [("training", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
