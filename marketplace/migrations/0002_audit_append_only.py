from django.db import migrations

# Personal data in an entry may have to be erased one day (Law 91/2025). Whoever does so says it aloud, within one
# transaction: SET LOCAL marketplace.audit_erasure = 'on'. Anything else that changes an entry is refused.
REFUSE_CHANGES = """
    CREATE FUNCTION marketplace_auditentry_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF current_setting('marketplace.audit_erasure', true) = 'on' THEN
            RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
        END IF;
        RAISE EXCEPTION 'audit entries are added, never changed or deleted'
            USING ERRCODE = 'integrity_constraint_violation', TABLE = 'marketplace_auditentry';
    END $$;
    CREATE TRIGGER marketplace_auditentry_append_only BEFORE UPDATE OR DELETE ON marketplace_auditentry
        FOR EACH ROW EXECUTE FUNCTION marketplace_auditentry_refuse_change();
"""
ALLOW_CHANGES = """
    DROP TRIGGER marketplace_auditentry_append_only ON marketplace_auditentry;
    DROP FUNCTION marketplace_auditentry_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("marketplace", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE_CHANGES, ALLOW_CHANGES)]
