# Semua kalimat yang dibaca orang dalam obrolan. Sapaan "Anda"; pendek, hangat, resmi.

language-name = Bahasa Indonesia
address = { $gender ->
    [perempuan] Ibu { $name }
    [laki_laki] Bapak { $name }
   *[none] { $name }
 }
address-unknown = Bapak/Ibu

## Perkenalan dan persetujuan
welcome = Selamat datang, saya <b>Sahabat Pendamping</b>.

    Saya membantu Bapak/Ibu mengisi kuesioner kompetensi, melihat hasilnya, dan menemukan langkah belajar berikutnya.
button-start = Mulai
button-this-language = Bahasa Indonesia
consent-title = Persetujuan penggunaan data
consent-changed = Ketentuan data berubah: koordinator Anda kini juga melihat hasil dan laporan Anda, untuk membantu Anda. Mohon dibaca sekali lagi. Data Anda yang tersimpan tetap aman.
institution-unnamed = lembaga yang menjalankan bot ini
button-read-full = Baca lengkap
button-read-short = Baca ringkasnya
button-read-again = Baca lagi
consent-declined = Terima kasih sudah membaca. Yang tercatat hanya keputusan ini, tidak ada yang lain.

    Bila berubah pikiran, ketuk tombol di bawah atau tulis /start.
toast-consented = Terima kasih. Persetujuan Anda tercatat.
toast-consent-stands = Persetujuan Anda sudah tercatat.

## Menu
menu-greeting = Selamat { $part }, { $address }.
menu-choose = Apa yang ingin Anda lakukan?
menu-draft-open = { $form } Anda tersimpan: { $answered } dari { $total } butir terisi, kira-kira { $minutes } menit lagi selesai.
menu-draft-ready = { $form } Anda sudah terisi lengkap dan tinggal dikirim.
menu-drafts = Draf laporan yang tersimpan: <b>{ $count }</b>. Lanjutkan lewat 📝 Lapor.
menu-profile-open = { $form } Anda belum selesai. Yang sudah diisi tersimpan.
button-questionnaire = Kuesioner kompetensi
button-continue = Lanjutkan
button-profile-continue = Lanjutkan profil
button-history = Riwayat hasil
button-profile = Profil saya
button-invite = Undang
button-schedule = Jadwal
button-reminders = Pengingat
button-help = Bantuan
button-study = Belajar
study-what = Rencana, tips, dan cara mengenali diri. Tidak ada yang wajib.
button-mine = Untuk saya
mine-what = Kuesioner, uji, tips, profil, dan pengaturan Anda sendiri.
button-language = Bahasa · English
button-menu = Menu
form-kompetensi = Kuesioner kompetensi
form-profil = Profil
form-undangan = Undangan

## Mengisi formulir
button-back = ‹ Kembali
button-skip = Lewati
button-keep = Tetap ›
button-done = Selesai ›
button-next = Lanjut ›
button-acknowledge = Ya, saya mengerti
button-stop = Berhenti dulu
button-summary = Ringkasan
button-send = Kirim
button-part = { $part }
button-fill-missing = Isi yang kosong ({ $count })
answer-none = belum diisi
summary-title = Ringkasan
summary-missing = Belum diisi: { $count } butir. Boleh diisi sekarang, boleh juga dikosongkan bila tidak sesuai tugas Anda.
summary-missing-sent = Belum diisi: { $count } butir. Boleh diisi sekarang, boleh juga dikosongkan.
summary-ready = Periksa sebentar, lalu ketuk <b>Kirim</b>.
summary-cannot-send = Masih ada yang wajib diisi sebelum dapat dikirim.
summary-tap-number = Ketuk nomor untuk mengubah jawaban.
search-by-typing = Ketik sebagian namanya untuk mencari, atau pilih dari daftar.
search-found = Ditemukan { $count }. Ketuk yang sesuai.
search-more = Ini { $shown } yang pertama. Ketik lebih lengkap agar daftarnya lebih pendek.
toast-already-stored = Sudah tersimpan. Ini pertanyaan Anda sekarang.
toast-finished = Tombol ini sudah selesai dipakai. Data Anda aman.
toast-stored-until-later = Jawaban tersimpan. Lanjutkan kapan saja.
toast-required-missing = Masih ada yang wajib diisi. Ketuk "Isi yang kosong".

## Petunjuk dan penolakan
hint-tap-one = Untuk pertanyaan ini cukup ketuk salah satu pilihan di atas. { $before ->
    [0] Jawaban Anda tetap aman.
   *[other] Jawaban Anda sampai nomor { $before } sudah tersimpan.
 }
hint-type-number = Untuk pertanyaan ini tulis angka saja.
hint-type-words = Untuk pertanyaan ini tulis jawabannya dengan kata-kata.
hint-tap-to-go-on = Ketuk tombol di atas untuk melanjutkan.
hint-tap-in-summary = Semua pertanyaan sudah dilewati. Ketuk salah satu tombol di ringkasan ini.
hint-forwarded = Pesan terusan tidak dapat menjadi jawaban. Mohon jawab langsung pertanyaan di atas; jawaban Anda tetap aman.
hint-not-in-list = “{ $words }” tidak ada dalam daftar. Periksa ejaannya, atau pilih dari daftar di atas.
hint-not-understood = Maaf, saya belum memahami pesan itu. Silakan pilih dari menu.
hint-unknown-command = Maaf, perintah itu tidak saya kenal. Tulis /bantuan untuk melihat semua perintah.
hint-cannot-read = { $what ->
    [sticker] Terima kasih untuk stikernya.
    [voice] Maaf, pesan suara belum dapat saya dengarkan.
    [photo] Maaf, foto belum diperlukan di sini dan tidak saya simpan.
    [video] Maaf, video belum diperlukan di sini dan tidak saya simpan.
    [document] Maaf, berkas belum diperlukan di sini dan tidak saya simpan.
    [location] Maaf, lokasi belum diperlukan di sini dan tidak saya simpan.
    [contact] Maaf, kontak belum diperlukan di sini dan tidak saya simpan.
   *[other] Maaf, kiriman itu belum dapat saya baca.
 } Silakan pilih dari menu.
refused-required = Pertanyaan ini perlu dijawab.
refused-constraint = Jawaban belum sesuai. Mohon periksa lagi.
refused-not-a-number = Mohon tulis angka saja, misalnya 12 atau 2,5.
refused-not-a-whole-number = Mohon tulis angka saja (angka bulat).
refused-not-a-choice = Mohon ketuk salah satu pilihan yang ada.
refused-too-long = Jawaban terlalu panjang. Mohon tulis lebih singkat.
refused-too-large = Angka itu terlalu besar. Mohon periksa lagi.
refused-read-only = Bagian ini hanya untuk dibaca dan tidak dapat diubah.
refused-not-asked = Pertanyaan itu sedang tidak ditanyakan. Mohon pilih yang lain.
refused-not-a-date = Maaf, tanggal belum sesuai. Contoh: { $example }.
refused-identity-number = Pesan itu tampaknya berisi NIK atau nomor KK. Demi keamanan pesannya saya hapus dan tidak saya simpan. Mohon tulis lagi tanpa nomor 16 angka.
error-ours = Maaf, ada kendala di pihak kami. Jawaban Anda yang sudah tersimpan tetap aman. Mohon coba lagi sebentar, atau tulis /start.

## Hasil
self-assessment = Penilaian diri
dimension-pengetahuan = Pengetahuan
dimension-keterampilan = Keterampilan
dimension-sikap = Sikap
dimension-keseluruhan = Keseluruhan
band-sangat_efektif = sangat efektif
band-efektif = efektif
band-cukup_efektif = cukup efektif
band-kurang_efektif = kurang efektif
band-tidak_efektif = tidak efektif
too-few-answers = belum cukup jawaban ({ $answered } dari { $items })
too-few-short = belum cukup jawaban
change-since = dari { $since }
change-none-since = sama dengan { $since }
result-strongest = Paling kuat:
result-weakest = Dapat diperkuat:
result-flat = Semua butir Anda nilai sama, jadi belum terlihat mana yang paling kuat.
result-next-step = Langkah berikut:
next-step-share = Bagikan satu cara kerja Anda yang berhasil kepada seorang rekan pendamping minggu ini.
result-for-learning = Ini untuk belajar, bukan penilaian kinerja resmi.
picture-title = Penilaian diri
picture-subtitle = { $date }
picture-before = { $since }
button-items = Lihat per butir
button-result = Hasil
receipt = { $form } terkirim: { $date } pukul { $time }, { $answered } dari { $items } butir. Terima kasih.
history-title = Riwayat hasil
history-empty = Belum ada hasil. Hasil muncul setelah kuesioner kompetensi dikirim.
history-tap = Ketuk tanggal untuk melihat hasilnya.
history-more = Ditampilkan { $shown } dari { $count }; semuanya ada dalam unduhan di /data.

## Profil dan data
profile-title = Profil saya
profile-tap-to-change = Ketuk bagian yang ingin diubah.
profile-qualification = Kualifikasi menurut pendidikan: <b>{ $name }</b>
qualification-asisten = Asisten Pendamping Sosial
qualification-generalis = Pendamping Sosial Generalis
qualification-spesialis = Pendamping Sosial Spesialis
toast-profile-stored = Profil tersimpan. Terima kasih.
toast-profile-changed = Perubahan tersimpan.
button-data = Data saya
button-profile-change = Perbaiki profil
data-title = Data saya
data = Tersimpan: profil dan persetujuan Anda (naskah versi { $version }), serta:
    • { $sent } hasil kuesioner dan uji
    • { $interviews } wawancara
    • { $plans } rencana belajar
    • { $mentors } kesediaan dan pasangan belajar
    • { $reports } laporan
    • { $cases } kasus
    • { $files } foto dan berkas lain
    • { $drafts } draf

    Anda dapat mengunduh semuanya, memperbaiki profil, atau menarik persetujuan. Bila ditarik, semua data Anda langsung dihapus; hanya catatan persetujuan yang tersisa.
button-download = Unduh data saya
button-withdraw = Tarik persetujuan dan hapus data
data-erase-sure = Yakin menghapus semua data Anda? Profil, jawaban, hasil, laporan, dan foto akan hilang dan <b>tidak dapat dikembalikan</b>.
data-erase-cases = Kasus yang masih berjalan ({ $count }) ikut hilang, dan tidak ada lagi yang menjawabnya.
button-keep-data = Tidak, simpan data saya
button-erase-surely = Ya, hapus semuanya
data-erased = Persetujuan ditarik dan data Anda sudah dihapus. Terima kasih atas pengabdian Anda.

    Bila suatu hari ingin kembali, tulis /start.
data-file-name = data-saya
data-file-caption = Semua data Anda yang tersimpan (format JSON). Foto dan berkas lain disebut namanya; isinya ada di obrolan ini.
toast-data-on-its-way = Berkas sedang dikirim.

## Bantuan, bahasa, batal
help = <b>Bantuan</b>

    /start – menu
    /lapor – buat laporan
    /laporan – laporan yang terkirim
    /kasus – minta bantuan untuk kasus sulit
    /belajar – rencana belajar Anda
    /mentor – mentor dan pendamping binaan
    /tips – tips minggu ini dan yang Anda simpan
    /pengingat – atur pengingat
    /riwayat – hasil sebelumnya
    /profil – lihat dan ubah profil
    /data – unduh atau hapus data Anda
    /bahasa – Indonesia atau English
    /batal – keluar dari formulir
help-coordinator =
    Untuk koordinator:
    /ringkasan – angka dan gambar wilayah Anda
    /ekspor – unduh data sebagai berkas
help-admin =
    Untuk admin:
    /ringkasan – angka dan gambar seluruh wilayah
    /ekspor – unduh data sebagai berkas
    /analisis – uji kuesioner: reliabilitas, CFA, PLS-SEM
    /formulir – terbitkan dan lihat formulir
    /pengumuman – tulis dan kirim pengumuman
    /jadwal – lihat dan atur jadwal pengiriman
help-good-to-know =
    Setiap ketukan langsung tersimpan. Anda boleh berhenti kapan saja dan melanjutkan di butir yang sama.
    Jangan kirim NIK atau nomor KK siapa pun.
language-choose = Pilih bahasa.
toast-language = Bahasa Indonesia dipakai mulai sekarang.
cancel-what = Keluar dari { $form }? Ada { $answered } jawaban yang tersimpan.
cancel-sure = Hapus draf { $form } dengan { $answered } jawaban? Ini <b>tidak dapat dikembalikan</b>.
cancel-nothing = Tidak ada formulir yang sedang diisi.
button-go-on-filling = Lanjutkan mengisi
button-keep-for-later = Simpan, lanjut nanti
button-throw-away = Hapus draf
button-throw-away-surely = Ya, hapus draf
toast-thrown-away = Draf dihapus.

## Undangan dan wilayah
invite-made-coordinator = Undangan koordinator untuk <b>{ $region }</b>. Berlaku sekali pakai sampai { $until }. Teruskan kepada orangnya:
invite-made-admin = Undangan admin. Berlaku sekali pakai sampai { $until }. Teruskan kepada orangnya:
invite-accepted-coordinator = Anda sekarang terdaftar sebagai <b>koordinator</b> untuk { $region }.
invite-accepted-admin = Anda sekarang terdaftar sebagai <b>admin</b>.
invite-unknown = Undangan ini tidak dikenal. Mohon minta tautan baru kepada admin.
invite-used = Undangan ini sudah dipakai. Mohon minta tautan baru kepada admin.
invite-expired = Undangan ini sudah lewat masa berlakunya. Mohon minta tautan baru kepada admin.
region-all = seluruh Indonesia
region-none = Belum ada wilayah yang ditugaskan kepada Anda. Mohon hubungi admin.

## Perintah (daftar di Telegram)
command-start = Menu
command-lapor = Buat laporan
command-laporan = Laporan
command-belajar = Rencana belajar saya
command-ringkasan = Ringkasan wilayah (koordinator, admin)
command-pengingat = Pengingat: apa dan kapan
command-jadwal = Jadwal pengiriman (admin)
command-bantuan = Bantuan
command-riwayat = Riwayat hasil
command-profil = Profil saya
command-bahasa = Bahasa · Language
command-data = Data saya
command-batal = Keluar dari formulir

## Lain-lain
invite-you-are-admin = Anda sudah menjadi admin, jadi undangan ini tidak dipakai. Teruskan tautannya kepada orang yang diundang.
next-step-fill-in = Lengkapi butir yang masih kosong saat mengisi lagi, agar hasilnya dapat dihitung.
summary-too-few = Bagian yang terisi kurang dari 80 % belum dapat dinilai.
profile-change-open = Ada perubahan profil yang belum selesai. Ketuk <b>Lanjutkan</b> untuk menyelesaikannya.
hint-begin-first = Silakan ketuk <b>Mulai</b> atau tulis /start, lalu baca persetujuannya. Sebelum itu tidak ada yang saya simpan.
