from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from skills.reference import load_skill_fields


class SkillsConfig(AppConfig):
    name = "skills"
    verbose_name = _("Skill fields")

    def ready(self):
        post_migrate.connect(load_skill_fields, sender=self)
