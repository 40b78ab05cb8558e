from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProductionConfig(AppConfig):
    name = "production"
    verbose_name = _("Works and sales")

    def ready(self):
        from production.registering.money import register

        self._register_works()
        register()

    def _register_works(self):
        from inmates.signals import people_left, transfer_undone
        from production.models import GroupPhoto, ProductPhoto
        from production.registering.works import register_works

        register_works()
        GroupPhoto.keep_folder()
        ProductPhoto.keep_folder()
        people_left.connect(on_people_left, dispatch_uid="production.members")
        transfer_undone.connect(on_transfer_undone, dispatch_uid="production.members")


def on_people_left(sender, inmates, facility, how, on, to_facility, **kwargs):
    """Who leaves the facility is in no group of it from that day on."""
    from production.services.groups import end_by_departure

    end_by_departure(inmates=inmates, facility=facility, how=how, on=on, to_facility=to_facility)


def on_transfer_undone(sender, inmate, facility, **kwargs):
    from production.services.groups import resume_after_transfer

    resume_after_transfer(inmate=inmate, facility=facility)
