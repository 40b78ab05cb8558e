from django.utils.translation import gettext_lazy

from core.forms import BaseModelForm
from partners.models import Instructor


class InstructorForm(BaseModelForm):
    class Meta:
        model = Instructor
        fields = ["titles_before", "name", "titles_after", "nip", "phone"]
        help_texts = {"name": gettext_lazy("Without titles.")}
