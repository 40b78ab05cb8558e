"""Monthly reports of the demo: accepted, submitted, returned, and one that is being written."""

from io import BytesIO

from dateutil.relativedelta import relativedelta

from core.files import JPEG, Upload
from reports.demo.base import Demo
from reports.models import MonthlyReport
from reports.services.monthly import add_photos

ACTIVITIES = {
    "ruteng": "Kelas Pertukangan/Meubel Angkatan 1 berjalan tiga kali seminggu bersama Elite Jaya Meubel. "
    "Hasil kursi kecil dipajang di ruang layanan kunjungan.\n"
    "Persiapan pembaruan perjanjian dengan UPTD SKB Randong sudah dimulai.",
    "soe": "Rapat persiapan kelas Menjahit bersama Disnakertrans; syarat peserta dibacakan di tiap blok.",
    "ambon": "Sosialisasi kelas BLK di aula, diikuti warga binaan dari semua blok.",
    "sumenep": "Empat kelompok kreatif bekerja setiap hari kerja; karya dipamerkan di pendopo kabupaten.",
}
PROBLEMS = {
    "ruteng": "Dua mesin serut menunggu mata pisau baru, sehingga sebagian peserta menunggu giliran.",
    "soe": "Belum ada ruang tetap untuk mesin jahit.",
    "ambon": "Sebagian calon peserta belum memiliki NIK.",
    "sumenep": "Persediaan malam batik terlambat satu minggu.",
}
PLANS = {
    "ruteng": "Menyelesaikan dua modul praktik dan menyiapkan ujian akhir.",
    "soe": "Menetapkan calon peserta dan menyidangkannya dalam TPP.",
    "ambon": "Mengirim daftar peserta kepada Disnaker Kota Ambon.",
    "sumenep": "Menambah dua motif batik dan menjajaki toko baru.",
}
# Site, how many months ago, and how far its report has come.
REPORTS = (
    ("ruteng", 2, "accepted"),
    ("ruteng", 1, "submitted"),
    ("soe", 1, "returned"),
    ("sumenep", 1, "draft"),
)
WAY = {
    "draft": (),
    "submitted": ("check", "submit"),
    "accepted": ("check", "submit", "accept"),
    "returned": ("check", "submit", "return"),
}
RETURNED = "Mohon jelaskan jumlah calon peserta kelas Menjahit dan lengkapi rencana bulan depan."


def build_reports(demo: Demo) -> None:
    for site, months_ago, reached in REPORTS:
        report = MonthlyReport.objects.create(
            facility=demo.facilities[site],
            month=demo.today.replace(day=1) - relativedelta(months=months_ago),
            activities=ACTIVITIES[site],
            problems=PROBLEMS[site],
            plans=PLANS[site],
        )
        if site == "ruteng":
            photo = (drawn_bench(months_ago), "Bangku kecil buatan kelas meubel")
            add_photos(report=report, uploads=[photo], by=demo.operator(site))
        for move in WAY[reached]:
            report = report.perform(move, by=_mover(demo, site, move), reason=_reason(move))


def _mover(demo, site, move):
    if move == "check":
        return demo.supervisor(site)
    return demo.head(site) if move == "submit" else demo.users["regional.ntt"]


def _reason(move) -> str:
    return RETURNED if move == "return" else ""


def drawn_bench(shade: int) -> Upload:
    """Return a drawn picture of a bench, since the demo has no photos of people or places."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (1200, 800), (226, 232, 238))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 560, 1200, 800), fill=(190, 196, 200))
    wood = (150 + 12 * shade, 102, 58)
    for left in (290, 830):
        draw.polygon(((left, 400), (left + 70, 400), (left + 50, 640), (left + 20, 640)), fill=wood)
    draw.rounded_rectangle((220, 350, 980, 420), radius=14, fill=tuple(part + 20 for part in wood))
    for top in (368, 392):
        draw.line((240, top, 960, top), fill=wood, width=3)
    content = BytesIO()
    image.save(content, "JPEG", quality=85)
    return Upload(content.getvalue(), JPEG, "bangku.jpg")
