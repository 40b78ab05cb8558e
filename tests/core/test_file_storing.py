"""When a stored file is kept, and when it goes again."""

import json
import os
import tarfile
import threading

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from core import registry
from core.files import IMAGES, PNG, FileDamaged, Upload
from core.files.models import StoredFile
from core.files.storage import Stored, load, store
from facilities.services.logos import use_logo
from inmates.services import remove_photo, save_photo
from tests.core.uploads import picture, take
from tests.factories import make_inmate


def upload_of(colour="teal"):
    return take(picture(colour=colour), "Nama Orang.jpg", kinds=IMAGES)


def on_disk(settings):
    root = settings.MEDIA_ROOT
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


@pytest.mark.django_db
def test_the_same_file_is_stored_once_and_goes_when_nobody_names_it(
    facility_a, operator_a, settings, django_capture_on_commit_callbacks
):
    first, second = make_inmate(facility_a), make_inmate(facility_a)
    upload = upload_of()
    kept = f"photos/{upload.sha256[:2]}/{upload.sha256}.jpg"
    with django_capture_on_commit_callbacks(execute=True):
        for inmate in (first, second):
            save_photo(inmate=inmate, upload=upload, by=operator_a)
    assert on_disk(settings) == [kept]
    with django_capture_on_commit_callbacks(execute=True):
        remove_photo(inmate=first, by=operator_a)
    assert on_disk(settings) == [kept]
    with django_capture_on_commit_callbacks(execute=True):
        save_photo(inmate=second, upload=upload_of("red"), by=operator_a)
    assert on_disk(settings) != [kept]
    assert len(on_disk(settings)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        remove_photo(inmate=second, by=operator_a)
    assert on_disk(settings) == []


@pytest.mark.django_db(transaction=True)
def test_a_removal_that_is_taken_back_leaves_the_file(facility_a, operator_a, settings):
    inmate = make_inmate(facility_a)
    photo = save_photo(inmate=inmate, upload=upload_of(), by=operator_a)
    with transaction.atomic():
        remove_photo(inmate=inmate, by=operator_a)
        transaction.set_rollback(True)
    assert load(photo.stored) == upload_of().content


@pytest.mark.django_db(transaction=True)
def test_who_uploads_what_is_just_being_removed_does_not_lose_it(facility_a, operator_a, settings):
    """The file is cleared away only when no upload is under way that may name it."""
    first, second = make_inmate(facility_a), make_inmate(facility_a)
    save_photo(inmate=first, upload=upload_of(), by=operator_a)
    stored, go_on = threading.Event(), threading.Event()

    def upload_slowly():
        try:
            with transaction.atomic():
                save_photo(inmate=second, upload=upload_of(), by=operator_a)
                stored.set()
                go_on.wait(10)
        finally:
            connection.close()

    def remove():
        try:
            remove_photo(inmate=first, by=operator_a)
        finally:
            connection.close()

    slow, remover = threading.Thread(target=upload_slowly), threading.Thread(target=remove)
    slow.start()
    assert stored.wait(10)
    remover.start()
    remover.join(1)
    assert remover.is_alive()
    go_on.set()
    slow.join(10)
    remover.join(10)
    second.refresh_from_db()
    assert load(second.photo.stored) == upload_of().content


@pytest.mark.django_db
def test_what_is_damaged_on_disk_is_noticed_and_mended_by_the_same_upload(settings):
    upload = upload_of()
    stored = store("photos", upload)
    path = settings.MEDIA_ROOT / stored.path
    path.write_bytes(b"half of it")
    with pytest.raises(FileDamaged):
        load(stored)
    store("photos", upload)
    assert load(stored) == upload.content
    assert on_disk(settings) == [stored.path]
    path.unlink()
    with pytest.raises(FileDamaged):
        load(stored)


@pytest.mark.django_db
def test_the_daily_sweep_takes_what_no_row_names_and_nothing_else(
    facility_a, facility_b, operator_a, settings
):
    logo = Upload(take(picture("PNG"), into=PNG).content, PNG, "logo.png")
    use_logo(facility_a, logo)
    facility_a.save()
    kept = [save_photo(inmate=make_inmate(facility_a), upload=upload_of(), by=operator_a).stored.path]
    kept.append(Stored("logos", logo.sha256, PNG).path)
    orphan = Upload(take(picture("PNG", colour="red"), into=PNG).content, PNG, "logo.png")
    orphans = [store("logos", orphan), store("photos", upload_of("blue"))]
    young = store("photos", upload_of("green")).path
    for name in on_disk(settings):
        if name != young:
            os.utime(settings.MEDIA_ROOT / name, (0, 0))
    call_command("daily")
    assert on_disk(settings) == sorted([*kept, young])
    assert not any(default_storage.exists(gone.path) for gone in orphans)


@pytest.mark.django_db(transaction=True)
def test_a_backup_holds_photos_and_logos_and_tells_of_a_lost_one(facility_a, operator_a, settings, tmp_path):
    use_photo = save_photo(inmate=make_inmate(facility_a), upload=upload_of(), by=operator_a)
    logo = Upload(take(picture("PNG"), into=PNG).content, PNG, "logo.png")
    with transaction.atomic():
        use_logo(facility_a, logo)
        facility_a.save()
    names = {use_photo.stored.path, Stored("logos", logo.sha256, PNG).path}
    call_command("backup", str(tmp_path / "all.tar.gz"))
    with tarfile.open(tmp_path / "all.tar.gz") as archive:
        assert {f"files/{name}" for name in names} <= set(archive.getnames())
    (settings.MEDIA_ROOT / use_photo.stored.path).unlink()
    with pytest.raises(CommandError, match="1 stored files are damaged or gone"):
        call_command("backup", str(tmp_path / "less.tar.gz"))
    with tarfile.open(tmp_path / "less.tar.gz") as archive:
        missing = json.load(archive.extractfile("manifest.json"))["missing"]
    assert missing == [f"files/{use_photo.stored.path}"]


def test_every_use_has_its_own_folder_that_is_backed_up_and_swept():
    folders = [stored.folder for stored in registry.stored_files() if stored.sweep]
    assert len(folders) == len(set(folders))
    waiting, uses = list(StoredFile.__subclasses__()), []
    while waiting:
        model = waiting.pop()
        waiting += model.__subclasses__()
        if not model._meta.abstract:
            uses.append(model.folder)
    assert uses
    assert set(uses) | {"logos", "certificates"} <= set(folders)
