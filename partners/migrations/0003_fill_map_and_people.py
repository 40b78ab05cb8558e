"""Contact people from the one name that partners had; a map from the agreements there are."""

from django.db import migrations


def fill(apps, schema_editor):
    Partner = apps.get_model("partners", "Partner")
    ContactPerson = apps.get_model("partners", "ContactPerson")
    ContactPerson._base_manager.bulk_create(
        ContactPerson(partner_id=pk, name=name.strip()[:120])
        for pk, name in Partner._base_manager.order_by("pk").values_list("pk", "contact_person")
        if name.strip()
    )
    Partnership = apps.get_model("partners", "Partnership")
    Party = apps.get_model("partners", "AgreementParty")
    stages = {}
    rows = Party._base_manager.order_by("pk").values_list("facility", "partner", "agreement__state")
    for facility, partner, state in rows:
        stage = "agreed" if state == "signed" else "negotiating"
        if stages.get((facility, partner)) != "agreed":
            stages[facility, partner] = stage
    Partnership._base_manager.bulk_create(
        Partnership(facility_id=facility, partner_id=partner, state=stage)
        for (facility, partner), stage in stages.items()
    )


class Migration(migrations.Migration):
    dependencies = [("partners", "0002_contacts_and_mapping")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
