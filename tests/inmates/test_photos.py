"""A person's photo: for those who may see the identity, on record, and gone when it is removed."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from PIL import Image

from audit.models import AccessLog
from core.erasing import event_model
from core.models import Erasure
from inmates.models import Consent, Inmate, InmatePhoto
from inmates.services import withdraw_consent
from tests.core.test_files import photo_with_a_place, picture
from tests.factories import make_inmate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def person(facility_a):
    return make_inmate(facility_a, "Maria Contoh")


def address(person, part=""):
    return f"/inmates/{person.pk}/photo/{part}"


def send(client, person, content=None, name="Maria Contoh.jpg", **fields):
    files = {"photo": SimpleUploadedFile(name, content or picture())} if content is not False else {}
    return client.post(address(person), {**files, **fields})


def files(settings):
    return [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_from_the_upload_to_the_page(as_user, operator_a, person, settings):
    client = as_user(operator_a)
    page = f"/inmates/{person.pk}/"
    before = client.get(page).content.decode()
    assert (address(person) in before, address(person, "image/") in before) == (True, False)
    response = send(client, person, photo_with_a_place())
    assert (response.status_code, response.url) == (302, page)
    shown = client.get(page, follow=True).content.decode()
    assert f'src="{address(person, "image/")}"' in shown
    assert 'alt="Photo of Maria Contoh"' in shown
    photo = person.photo
    assert (photo.uploaded_by, photo.kind, photo.name) == (operator_a, "jpeg", "")
    [path] = files(settings)
    assert path.relative_to(settings.MEDIA_ROOT).as_posix() == photo.stored.path
    assert b"rahasia" not in path.read_bytes()
    assert "Maria" not in str(path)


def test_what_is_served_can_do_nothing_and_tells_nobodys_name(as_user, operator_a, person):
    client = as_user(operator_a)
    send(client, person, picture(size=(1500, 3000)))
    served = client.get(address(person, "image/"))
    wanted = {
        "Content-Type": "image/jpeg",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Content-Disposition": 'inline; filename="photo.jpg"',
        "Content-Security-Policy": (
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
        ),
        "Cross-Origin-Resource-Policy": "same-origin",
        "ETag": f'"{person.photo.sha256}"',
        "X-Frame-Options": "DENY",
    }
    assert {name: served[name] for name in wanted} == wanted
    assert Image.open(BytesIO(served.content)).size == (600, 800)
    head = client.head(address(person, "image/"))
    assert (head.status_code, head.content, head["Content-Type"]) == (200, b"", "image/jpeg")
    assert head["Content-Length"] == str(len(served.content))
    known = client.get(address(person, "image/"), headers={"If-None-Match": served["ETag"]})
    assert (known.status_code, known.content, known["Cache-Control"]) == (304, b"", "private, no-store")


@pytest.mark.parametrize(
    ("who", "page", "image"),
    [
        ("operator_a", 200, 200),
        ("supervisor_a", 200, 200),
        ("head_a", 403, 200),
        ("operator_b", 404, 404),
        ("head_b", 403, 404),
        ("instructor_a", 403, 403),
        ("coordinator_a", 403, 403),
        ("regional_a", 403, 403),
        ("national", 403, 403),
        ("administrator", 403, 403),
    ],
)
def test_who_sees_it_and_who_changes_it(request, as_user, operator_a, person, who, page, image):
    send(as_user(operator_a), person)
    kept = InmatePhoto.objects.get().sha256
    client = as_user(request.getfixturevalue(who))
    assert client.get(address(person)).status_code == page
    assert client.get(address(person, "image/")).status_code == image
    if page != 200:
        assert send(client, person, picture(colour="red")).status_code == page
        assert client.post(address(person), {"remove": "on"}).status_code == page
        assert InmatePhoto.objects.get().sha256 == kept
    if image == 200:
        names = [button.label for button in client.get(f"/inmates/{person.pk}/").context["actions"]]
        assert ("Photo" in names) == (page == 200)


def test_signed_out_leads_to_the_sign_in(client, as_user, operator_a, person):
    send(as_user(operator_a), person)
    for part in ("", "image/"):
        assert client.get(address(person, part)).status_code == 302


def test_a_photo_goes_with_the_person(as_user, operator_a, operator_b, facility_b, person):
    """Whoever holds the person now sees the photo, and who held them no longer does."""
    send(as_user(operator_a), person)
    Inmate.objects.filter(pk=person.pk).update(facility=facility_b)
    assert as_user(operator_b).get(address(person, "image/")).status_code == 200
    assert as_user(operator_a).get(address(person, "image/")).status_code == 404
    assert list(InmatePhoto.objects.for_user(operator_b)) == [person.photo]
    assert list(InmatePhoto.objects.for_user(operator_a)) == []


def test_each_look_is_on_record(as_user, operator_a, head_a, person):
    send(as_user(operator_a), person)
    AccessLog.objects.all().delete()
    client = as_user(head_a)
    client.head(address(person, "image/"))
    assert AccessLog.objects.count() == 0
    client.get(address(person, "image/"))
    [row] = AccessLog.objects.all()
    assert (row.user, row.page, row.persons, row.kind) == (head_a, "inmates:photo-image", [person.pk], "page")
    assert row.object_id == person.pk


def test_nobody_without_a_photo_is_on_record(as_user, operator_a, person):
    client = as_user(operator_a)
    assert client.get(address(person, "image/")).status_code == 404
    assert AccessLog.objects.filter(page="inmates:photo-image").count() == 0


def test_history_says_that_it_changed_and_not_what(
    as_user,
    operator_a,
    supervisor_a,
    person,
    settings,
    django_capture_on_commit_callbacks,
    django_assert_max_num_queries,
):
    with django_capture_on_commit_callbacks(execute=True):
        send(as_user(operator_a), person)
        send(as_user(operator_a), person)  # the same picture is no change
        send(as_user(supervisor_a), person, picture(colour="red"))
        as_user(operator_a).post(address(person), {"remove": "on"})
    events = InmatePhoto.pgh_event_models["insert"].objects.order_by("pgh_id")
    assert [(event.pgh_label, event.inmate_id) for event in events] == [
        (label, person.pk) for label in ("insert", "update", "delete")
    ]
    assert [event.pgh_context.metadata["user"] for event in events] == [
        operator_a.pk,
        supervisor_a.pk,
        operator_a.pk,
    ]
    client = as_user(operator_a)
    with django_assert_max_num_queries(12):
        page = client.get(address(person))
    assert [(entry.who, entry.text) for entry in page.context["entries"]] == [
        ("Operator A", "photo removed"),
        ("Supervisor A", "photo replaced"),
        ("Operator A", "photo added"),
    ]
    kept = {field.name for field in events[0]._meta.concrete_fields if not field.name.startswith("pgh_")}
    assert kept == {"id", "inmate", "uploaded_at"}
    assert not InmatePhoto.objects.exists()
    assert files(settings) == []


@pytest.mark.parametrize(
    ("content", "fields", "field", "sentence"),
    [
        (b"%PDF-1.7", {}, "photo", "This is not a JPEG, PNG or WebP file, whatever its name says."),
        (False, {}, "photo", "Choose a file."),
        (
            picture("PNG", (9000, 9000), 1, "1"),
            {},
            "photo",
            "This picture has too many pixels. Make it smaller.",
        ),
    ],
)
def test_what_is_no_photo_is_refused_beside_the_field(
    as_user, operator_a, person, settings, content, fields, field, sentence
):
    response = send(as_user(operator_a), person, content, **fields)
    assert (response.status_code, response.context["form"].errors) == (422, {field: [sentence]})
    assert files(settings) == []


def test_both_at_once_or_neither_is_asked_again(as_user, operator_a, person):
    client = as_user(operator_a)
    send(client, person)
    both = send(client, person, picture(colour="red"), remove="on")
    assert both.context["form"].errors == {"remove": ["Choose a new photo or remove the old one, not both."]}
    assert client.post(address(person), {}).context["form"].errors == {"photo": ["Choose a file."]}
    assert InmatePhoto.objects.count() == 1


def test_a_form_sent_twice_works_once(as_user, operator_a, person):
    client = as_user(operator_a)
    key = client.get(address(person)).context["form"]["form_key"].value()
    first, again = (send(client, person, form_key=key) for _time in range(2))
    assert (first.status_code, again.status_code, first.url) == (302, 302, again.url)
    assert InmatePhoto.pgh_event_models["insert"].objects.count() == 1


def test_a_lost_file_is_a_404_and_a_line_without_a_name(as_user, operator_a, person, settings, caplog):
    client = as_user(operator_a)
    send(client, person)
    files(settings)[0].unlink()
    assert client.get(address(person, "image/")).status_code == 404
    assert client.get(f"/inmates/{person.pk}/").status_code == 200
    assert "A stored file is gone or damaged: inmates.inmate" in caplog.text
    assert "Maria" not in caplog.text
    assert send(client, person).status_code == 302


def test_the_database_keeps_one_photo_a_person(operator_a, as_user, person):
    send(as_user(operator_a), person)
    photo = InmatePhoto.objects.get()
    photo.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        photo.save(force_insert=True)


def test_withdrawn_consent_takes_photo_file_and_history(
    as_user, operator_a, person, settings, django_capture_on_commit_callbacks
):
    send(as_user(operator_a), person)
    today = timezone.localdate()
    consent = Consent.objects.create(inmate=person, purpose="photo", given_on=today, given_how="written")
    assert len(files(settings)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_consent(consent=consent, withdrawn_on=today, withdrawn_how="oral", by=operator_a)
    assert (InmatePhoto.objects.count(), files(settings)) == (0, [])
    assert event_model(InmatePhoto).objects.count() == 0
    assert list(Erasure.objects.values_list("kind", "subjects")) == [("photos", [person.pk])]
