"""What is certified, tested or has flowed stands; no more comes out of a batch than is in it."""

from django.db import migrations

FORWARD = """
create function goods_stands() returns trigger language plpgsql as $$
begin
    raise exception '% of % is not changed once written', old.id, tg_table_name
        using errcode = 'check_violation', constraint = 'goods_stands';
end
$$;

create trigger goods_certificate_stands before update or delete on goods_certificate
for each row execute function goods_stands();

create trigger goods_inspection_stands before update or delete on goods_inspection
for each row execute function goods_stands();

create trigger goods_batchflow_stands before update or delete on goods_batchflow
for each row execute function goods_stands();

create function goods_flow_conserves() returns trigger language plpgsql as $$
declare
    held bigint;
begin
    -- The source's row is locked, so two flows out of it are counted one after the other.
    select quantity_g into held from goods_batch where id = new.source_id for no key update;
    if held < (select sum(grams) from goods_batchflow where source_id = new.source_id) then
        raise exception 'more comes out of batch % than is in it', new.source_id
            using errcode = 'check_violation', constraint = 'goods_flow_conserves';
    end if;
    return null;
end
$$;

create trigger goods_flow_conserves after insert on goods_batchflow
for each row execute function goods_flow_conserves();

create function goods_flow_fills() returns trigger language plpgsql as $$
begin
    if (select quantity_g from goods_batch where id = new.target_id)
        > (select sum(grams) from goods_batchflow where target_id = new.target_id) then
        raise exception 'batch % is said to be more than what went into it', new.target_id
            using errcode = 'check_violation', constraint = 'goods_flow_fills';
    end if;
    return null;
end
$$;

-- Deferred: the flows of a mixture come one after the other.
create constraint trigger goods_flow_fills after insert on goods_batchflow
deferrable initially deferred for each row execute function goods_flow_fills();
"""
BACKWARD = """
drop trigger goods_flow_fills on goods_batchflow;
drop trigger goods_flow_conserves on goods_batchflow;
drop trigger goods_batchflow_stands on goods_batchflow;
drop trigger goods_inspection_stands on goods_inspection;
drop trigger goods_certificate_stands on goods_certificate;
drop function goods_flow_fills();
drop function goods_flow_conserves();
drop function goods_stands();
"""


class Migration(migrations.Migration):
    dependencies = [("goods", "0002_trace")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
