# Laporan masuk: koordinator membaca, menerima, atau mengembalikan laporan pendamping di wilayahnya.

button-rev-incoming = Laporan masuk{ $count ->
    [0] {""}
    [100] {" "}({ $most } lebih)
   *[other] {" "}({ $count })
 }
toast-rev-not-yours = Bagian ini untuk koordinator.
toast-rev-gone = Laporan ini tidak ada di sini. Berikut yang ada sekarang.
hint-rev-tap = Di bagian ini cukup ketuk salah satu tombol di atas.

## Daftar
rev-title = Laporan masuk
rev-waiting = Menunggu diperiksa: <b>{ $count ->
    [100] { $most } lebih
   *[other] { $count }
 }</b>
rev-matching = Sesuai pilihan ini: <b>{ $count ->
    [100] { $most } lebih
   *[other] { $count }
 }</b>
rev-none-waiting = Tidak ada laporan yang menunggu. Semua sudah diperiksa.
rev-none = Tidak ada laporan yang sesuai pilihan ini.
rev-tap-number = Ketuk nomornya untuk membuka.
rev-tap-tick = Ketuk nomor yang ingin diterima. Dipilih: { $count }.
rev-restricted = Terbatas
rev-version = versi { $number }
rev-nameless = Tanpa nama
rev-region-unknown = wilayah belum diisi
rev-moment = { $day } pukul { $time }
button-rev-newer = ‹ Lebih baru
button-rev-older = Lebih lama ›
button-rev-list = ‹ Daftar
button-rev-accept-page = ✓ Terima semua di halaman ini ({ $count })
button-rev-pick = Pilih beberapa
button-rev-pick-end = Selesai memilih
button-rev-accept-some = ✓ Terima yang dipilih ({ $count })
toast-rev-most-ticks = Paling banyak { $most } sekaligus. Terima dulu yang sudah dipilih.
toast-rev-list-changed = Daftarnya baru saja berubah. Mohon lihat lagi.

## Saringan
rev-any = semua
rev-anybody = Semua pendamping
rev-any-form = Semua formulir
button-rev-by-state = Keadaan: { $value }
button-rev-by-date = Tanggal: { $value }
button-rev-by-person = Dari: { $value }
button-rev-by-form = Formulir: { $value }
rev-choose-state = Laporan yang mana?
rev-choose-date = Dari tanggal berapa?
rev-choose-person = Laporan siapa?
rev-choose-form = Formulir yang mana?
rev-by-state-n = menunggu
rev-by-state-r = dikembalikan
rev-by-state-a = diterima
rev-by-state-x = semua
rev-by-date-d = hari ini
rev-by-date-w = 7 hari
rev-by-date-m = bulan ini
rev-by-date-l = bulan lalu
rev-by-date-x = semua
rev-people-how = Ketuk namanya, atau tulis sebagian namanya.
rev-people-typed = Nama yang memuat “{ $typed }”: { $count }

## Menerima banyak sekaligus
rev-sure = Terima <b>{ $count } laporan</b> ini tanpa membukanya?
rev-sure-left = { $count } lainnya tidak ikut: sudah diperiksa atau baru diperbaiki.
rev-sure-more = • dan { $count } pendamping lain
rev-sure-none = Laporan yang Anda pilih sudah diperiksa atau baru diperbaiki.
button-rev-accept-surely = Ya, terima { $count } laporan
button-rev-not-yet = Tidak jadi
toast-rev-accepted-many = { $left ->
    [0] { $count } laporan diterima.
   *[other] { $count } laporan diterima. { $left } tidak: sudah diperiksa atau baru diperbaiki.
 }

## Satu laporan
rev-from = { $sender } · { $region }
rev-sent = Nomor { $number } · { $moment }
rev-you = Anda
rev-someone = koordinator
rev-the-companion = Pengirimnya
rev-state-new = ⏳ Menunggu diperiksa
rev-state-accepted = ✅ Diterima oleh { $by }, { $when }
rev-state-returned = ↩️ Dikembalikan oleh { $by }, { $when }
rev-remark = Catatan: “{ $remark }”
rev-remark-before = Yang diminta sebelumnya: “{ $remark }”
rev-new-version = Ini versi { $number }, sudah diperbaiki.
rev-this-version = Ini versi { $number }.
rev-old-version = Ini versi { $number } dari { $of }, sudah diganti.
rev-restricted-head = 🔒 <b>Terbatas</b>
rev-restricted-why = Laporan ini hanya untuk yang ditunjuk. Siapa membukanya dan kapan akan dicatat.
rev-case = 🗂 Dari laporan ini dibuka <b>{ $case }</b> · { $state }
button-rev-case = Kasus { $number }
rev-files-of = Berkas laporan nomor { $number }:
button-rev-see = Buka
button-rev-accept = ✓ Terima
button-rev-return = ↩ Kembalikan
button-rev-next = Berikutnya ›
button-rev-version = Versi { $number }
button-rev-newest-version = Versi terbaru
button-rev-more-files = Berkas berikutnya
toast-rev-accepted = Laporan nomor { $number } diterima.
toast-rev-judged = Laporan ini sudah diperiksa. Berikut keadaannya.
toast-rev-new-version = Laporan ini baru saja diperbaiki. Mohon baca versi terbarunya dulu.
toast-rev-just-accepted = Laporan ini baru saja diterima { $by }. Mohon lihat lagi sebelum mengembalikannya.
rev-accepted-meanwhile = Laporan ini baru saja diterima { $by }. Bila tetap perlu dikembalikan, mohon tulis lagi catatannya.
toast-rev-returned = Dikembalikan. Pengirimnya akan diberi tahu.

## Mengembalikan
rev-return-title = Kembalikan laporan nomor <b>{ $number }</b>
rev-return-how = Apa yang perlu diperbaiki? Tulis di sini, atau ketuk salah satu. { $who } akan membacanya.
rev-ready-1 = Mohon lengkapi fotonya.
rev-ready-2 = Mohon periksa lagi jumlahnya.
rev-ready-3 = Mohon periksa tanggal dan lokasinya.
rev-ready-4 = Mohon lengkapi keterangannya.
hint-rev-type-remark = Mohon tulis catatannya dengan kata-kata, atau ketuk salah satu di atas.
hint-rev-remark-length = Catatan memuat { $fewest } sampai { $most } huruf. Tulisan Anda { $length } huruf.

## Isi dan berkas laporan
given-map = 📍 peta
files-button = { $kind ->
    [photo] Foto
    [sound] Rekaman
    [video] Video
    [document] Berkas
   *[mixed] Foto dan berkas
 } ({ $count })
files-waiting = { $count } masih diambil dari Telegram. Mohon coba lagi sebentar lagi.
files-lost = { $count } tidak dapat diambil dari Telegram.
files-unreadable = Ada berkas yang sedang tidak dapat dibuka. Mohon coba lagi nanti.
