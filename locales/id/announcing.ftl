# Pengumuman: menyusun, memilih penerima, menyetujui, mengirim, dan menjawab. Sapaan "Anda"; pendek, hangat, resmi.

## Daftar
button-announcements = Pengumuman
command-pengumuman = Pengumuman (admin)
hint-ann-only-admins = Pengumuman hanya dapat dibuat oleh admin. Bila ada kabar yang perlu disampaikan, mohon hubungi admin Anda.
toast-ann-only-admins = Bagian ini hanya untuk admin.
ann-list-title = Pengumuman
ann-list-empty = Belum ada pengumuman.
ann-list-line = • { $title } · { $state }
button-ann-new = ✍ Tulis baru
button-ann-list = ‹ Daftar
button-ann-open = Buka pengumuman
ann-state-draft = draf
ann-state-waiting = menunggu persetujuan
ann-state-scheduled = terjadwal
ann-state-sending = sedang dikirim
ann-state-paused = dijeda
ann-state-stopped = dihentikan
ann-state-done = terkirim
ann-state-deleted = dihapus
toast-ann-gone = Pengumuman ini sudah tidak ada.
toast-ann-not-yours = Hanya penyusunnya yang dapat mengubah pengumuman ini.
toast-ann-not-a-draft = Pengumuman ini sudah bukan draf. Berikut keadaannya sekarang.
toast-ann-changed-meanwhile = Pengumuman ini baru saja berubah. Mohon periksa lagi sebelum melanjutkan.

## Isi
ann-write = Kirim isi pengumuman: teks, foto, video, dokumen, suara, album, atau pesan terusan.

    Nama Anda akan tercantum di bawahnya.
ann-preview = <b>Isi</b> · { $title }

    Sudah sesuai? Contohnya ada di atas.
ann-preview-album = Album Anda diterima. Ketuk <b>Lihat</b> untuk memeriksanya seperti pembaca akan melihatnya.
ann-as-readers-see-it = Seperti inilah yang akan diterima pembaca:
ann-quoted = “{ $title }”
ann-content-text = teks
ann-content-photo = foto
ann-content-video = video
ann-content-animation = animasi
ann-content-document = dokumen
ann-content-audio = audio
ann-content-voice = pesan suara
ann-content-album = album { $count } berkas
ann-content-forward = pesan terusan
ann-admin-named = { $name }, admin
ann-admin-nameless = Admin Sahabat Pendamping
ann-signature = – { $name }
button-ann-look = Lihat
button-ann-change-content = Ubah isi
button-ann-keep-content = ‹ Pakai isi yang tadi
button-ann-on = Lanjut ›
hint-ann-tap = Di bagian ini cukup ketuk salah satu tombol di atas. Untuk pengumuman lain, tulis /pengumuman.
hint-ann-content-is-there = Isi pengumuman sudah ada. Untuk menggantinya, ketuk <b>Ubah isi</b> lebih dahulu.
hint-ann-too-long = Terlalu panjang { $over } huruf. Bersama nama pengirim paling banyak { $limit }. Mohon ringkas, lalu kirim lagi.
hint-ann-cannot = { $what ->
    [sticker] Stiker belum dapat dijadikan pengumuman.
    [location] Lokasi belum dapat dijadikan pengumuman.
    [venue] Lokasi belum dapat dijadikan pengumuman.
    [contact] Kontak tidak dapat dijadikan pengumuman.
    [poll] Jajak pendapat belum dapat dijadikan pengumuman; pertanyaan dengan pilihan dapat ditambahkan nanti.
    [video_note] Pesan video bulat belum dapat dijadikan pengumuman.
    [protected] Pesan itu dilindungi sumbernya, jadi tidak dapat diteruskan.
    [identity] Pesan itu tampaknya berisi NIK atau nomor KK, jadi tidak saya simpan.
   *[other] Kiriman itu belum dapat dijadikan pengumuman.
 } Silakan kirim teks, foto, video, dokumen, suara, album, atau pesan terusan.

## Penerima
ann-audience-title = Penerima
ann-audience-how = Tambahkan syarat. Sejenis berarti “atau” (PKH atau TKSK), berbeda jenis berarti “dan”.
ann-to = Kepada: { $audience } = <b>{ $count } orang</b>, kira-kira { $duration }.
ann-to-at-most = Kepada: { $audience } = <b>paling banyak { $count } orang</b>, kira-kira { $duration }.
ann-to-nobody = Kepada: { $audience } = <b>0 orang</b>. Belum ada yang sesuai.
ann-to-whom = Kepada: { $audience }
ann-not-reachable = { $count } orang di antaranya sedang tidak terjangkau karena memblokir bot.
ann-everyone = semua orang
ann-audience-own = pilihan khusus
ann-or = atau
ann-except = kecuali { $what }
ann-role-companion = pendamping
ann-role-coordinator = koordinator
ann-role-admin = admin
ann-language-id = berbahasa Indonesia
ann-language-en = berbahasa Inggris
ann-joined-since = bergabung sejak { $date }
ann-band = { $part }: { $band }
ann-gap = terlemah pada { $part }
ann-filed = sudah mengisi { $form }
ann-not-filed = belum mengisi { $form }
ann-seconds = { $count } detik
ann-minutes = { $count } menit
ann-hours = { $hours } jam { $minutes } menit
ann-tap-to-choose = Ketuk untuk memilih; ketuk lagi untuk membatalkan.
ann-which-part = Hasil bagian mana?
ann-joined-how = Bergabung sejak kapan? Ketuk, atau ketik tanggalnya, misalnya 01/01/2026.
ann-region-how = Pilih provinsi, atau ketik nama provinsi, kabupaten, atau kotanya.
ann-regency-how = { $province }: pilih seluruh provinsi (paling atas), atau kabupaten dan kotanya. Boleh juga mengetik namanya.
ann-one = Syarat: <b>{ $condition }</b>
ann-segments = Kelompok penerima yang tersimpan:
ann-segments-none = Belum ada kelompok yang tersimpan. Pilihan di atas dapat disimpan untuk dipakai lagi.
ann-segment = <b>{ $name }</b>: { $audience }
ann-segment-name = Tulis nama untuk kelompok ini, misalnya: PKH Sumatera Barat.
ann-segment-saved = Kelompok “{ $name }” tersimpan.
button-ann-role = Peran
button-ann-region = Wilayah
button-ann-programme = Program
button-ann-language = Bahasa
button-ann-band = Hasil penilaian
button-ann-gap = Bagian terlemah
button-ann-filed = Isian formulir
button-ann-joined = Bergabung sejak
button-ann-segments = Kelompok tersimpan
button-ann-everyone = Semua orang
button-ann-whole-province = Seluruh { $province }
button-ann-provinces = ‹ Provinsi lain
button-ann-to-audience = ‹ Penerima
button-ann-except = Jadikan pengecualian
button-ann-include = Jangan dikecualikan
button-ann-remove = Hapus syarat ini
button-ann-days = { $count } hari terakhir
button-ann-this-year = Awal tahun ini
button-ann-save-audience = Simpan pilihan ini
button-ann-use = Pakai kelompok ini
button-ann-forget = Hapus kelompok ini
hint-ann-day = Maaf, tanggal belum sesuai. Contoh: 01/01/2026.
hint-ann-day-to-come = Tanggal itu belum tiba. Mohon tulis tanggal yang sudah lewat.
hint-ann-name-empty = Nama kelompok belum terbaca. Mohon tulis dengan huruf atau angka.
hint-ann-name-long = Nama kelompok paling banyak { $most } huruf. Mohon tulis lebih singkat.
hint-ann-name-taken = Nama “{ $name }” sudah dipakai kelompok lain. Mohon tulis nama yang berbeda.
toast-ann-too-many = Paling banyak { $count } syarat. Hapus dulu yang tidak diperlukan.
toast-ann-segment-gone = Kelompok itu sudah dihapus.
toast-ann-segment-forgotten = Kelompok dihapus. Pengumuman yang memakainya tidak berubah.

## Yang diminta, dan sifatnya
ann-ask-title = Apa yang diminta dari pembaca?
ann-ask-now = Sekarang: { $ask }
ann-asks-nothing = tidak ada
ann-asks-ack = tombol “{ $label }”
ann-asks-question = { $question } ({ $choices })
ann-asks-form = membuka formulir { $form }
ann-question-how = Tulis pertanyaan di baris pertama, lalu { $fewest } sampai { $most } pilihan, satu baris satu pilihan. Contoh:

    <i>Apakah Anda dapat hadir?
    Ya, hadir
    Tidak dapat</i>
ann-form-how = Formulir mana yang perlu dibuka pembaca?
ann-duty-title = Tugas atau kabar?
ann-duty-how = <b>Tugas</b> sampai kepada semua penerima. <b>Kabar</b> tidak dikirim kepada orang yang mematikan kabar.
button-ann-ask-nothing = Tidak ada
button-ann-ask-ack = Tanda sudah dibaca
button-ann-ask-question = Pertanyaan dengan pilihan
button-ann-ask-form = Mengisi formulir
button-ann-duty = Tugas
button-ann-news = Kabar
button-ann-read = Sudah saya baca
button-ann-open-form = Isi sekarang
hint-ann-question = Mohon tulis pertanyaan dan pilihannya sebagai teks, satu baris satu pilihan.
hint-ann-question-long = Pertanyaan terlalu panjang: { $count } huruf, paling banyak { $most }. Mohon ringkas, lalu kirim lagi.
hint-ann-question-too-much = Bersama pertanyaan itu, pengumuman terlalu panjang { $over } huruf. Mohon ringkas pertanyaan atau isinya.
hint-ann-choices-number = Terbaca { $count } pilihan; yang diperlukan { $fewest } sampai { $most }, masing-masing satu baris di bawah pertanyaan.
hint-ann-choice-long = Pilihan “{ $choice }…” terlalu panjang: { $count } huruf, paling banyak { $most }.
hint-ann-choices-alike = Ada pilihan yang sama. Mohon tulis pilihan yang berbeda-beda.

## Tinjauan dan pengiriman
ann-draft = Draf
ann-draft-of = Draf ini sedang disusun { $name }. Hanya penyusunnya yang dapat mengubah dan mengirimnya.
ann-review-ask = Yang diminta: { $ask }
ann-review-duty = Sifat: tugas, sampai kepada semua penerima
ann-review-news = Sifat: kabar, tidak dikirim kepada yang mematikannya
ann-review-when = Waktu: { $when }
ann-at-once = segera setelah dikirim
ann-moment = { $day }, { $date } pukul { $time }
ann-local-time = waktu setempat masing-masing
ann-test = <b>Percobaan</b>, hanya untuk Anda. Tombolnya boleh dicoba, tidak ada yang dicatat.
ann-sure-now = Kirim <b>sekarang</b> kepada { $count } orang?
ann-sure-later = Kirim kepada { $count } orang pada <b>{ $when }</b>?
ann-needs-approval = Karena penerimanya lebih dari { $above } orang, pengumuman ini menunggu persetujuan admin lain lebih dahulu. Setelah disetujui, pengirimannya berjalan dengan sendirinya.
ann-no-other-admin = Pengumuman kepada lebih dari { $above } orang perlu persetujuan admin kedua, dan belum ada admin lain yang dapat dihubungi. Undang seorang admin lewat menu (Undang), atau perkecil penerimanya. Draf Anda tersimpan.
ann-drop-sure = Buang draf ini? Isinya <b>tidak dapat dikembalikan</b>.
button-ann-test = Coba ke saya
button-ann-send-now = Kirim sekarang
button-ann-schedule = Jadwalkan
button-ann-change-audience = Ubah penerima
button-ann-change-ask = Ubah permintaan
button-ann-change-duty = Tugas / kabar
button-ann-drop = Buang
button-ann-drop-surely = Ya, buang
button-ann-not-yet = ‹ Belum
button-ann-surely-now = Ya, kirim kepada { $count } orang
button-ann-surely-later = Ya, jadwalkan untuk { $count } orang
button-ann-unschedule = Batalkan jadwal
button-ann-take-back = Tarik kembali
toast-ann-nobody = Belum ada penerima yang sesuai. Mohon ubah penerimanya.
hint-ann-name-too-long = Bersama nama Anda yang sekarang, pengumuman terlalu panjang { $over } huruf. Mohon ringkas isinya.
toast-ann-dropped = Draf dibuang.

## Waktu
ann-when-title = Kapan dikirim?
ann-when-how = Ketuk, atau ketik tanggal dan jamnya, misalnya 21/11/2026 09.00.
ann-when-now = Dikirim: <b>{ $when }</b>
ann-moved = Saat itu bukan jam pengiriman, jadi pengumuman berangkat <b>{ $when }</b>.
button-ann-this-afternoon = Sore ini 15.30
button-ann-tomorrow = Besok 08.00
button-ann-monday = Senin 07.30
button-ann-local = Waktu setempat
button-ann-wib = WIB
button-ann-schedule-this = Jadwalkan ›
hint-ann-time = Waktu belum terbaca. Mohon tulis tanggal dan jamnya, misalnya 21/11/2026 09.00.
hint-ann-past = { $when } sudah lewat. Mohon pilih waktu yang akan datang.
hint-ann-past-in-the-east = { $when } sudah lewat di wilayah timur (WIT). Mohon pilih waktu yang lebih lambat, atau WIB.
hint-ann-too-far = Waktu itu lebih dari setahun lagi. Mohon periksa tanggalnya.
toast-ann-time-is-past = Waktu yang dijadwalkan sudah lewat. Mohon pilih lagi.

## Persetujuan
ann-request-title = Persetujuan pengumuman
ann-request = { $name } ingin mengirim pengumuman:
ann-waits-for-yes = Menunggu persetujuan admin lain. Mereka sudah diberi tahu.
ann-was-approved = Pengumuman “{ $title }” disetujui oleh { $name }.
ann-was-rejected = Pengumuman “{ $title }” belum disetujui oleh { $name }, dan kembali menjadi draf. Mohon bicarakan bersama, lalu perbaiki bila perlu.
button-ann-approve = Setujui
button-ann-reject = Tolak
toast-ann-approved = Disetujui. Terima kasih.
toast-ann-rejected = Ditolak. Penyusunnya diberi tahu.
toast-ann-decided = Pengumuman ini sudah diputuskan atau ditarik kembali.
toast-ann-own = Pengumuman sendiri perlu disetujui admin lain.

## Jalannya pengiriman
ann-sent = Terkirim <b>{ $sent } / { $total }</b>
ann-rate = { $rate } per detik · sisa ± { $left }
ann-not-arrived = Tidak terjangkau { $unreachable } · belum pasti { $uncertain } · gagal { $failed }
ann-taken-back = Tidak jadi dikirim { $count }
ann-answers-ack = Dibaca { $count }
ann-answers-form = Membuka formulir { $count }
ann-answers-question = Jawaban “{ $question }”:
ann-answers-choice = • { $choice }: { $count }
ann-corrected = Diperbaiki { $sent } / { $total }
ann-removed = Dihapus dari { $sent } / { $total } obrolan
ann-nudged = Diingatkan { $sent } / { $total }
button-ann-pause = Jeda
button-ann-resume = Lanjutkan
button-ann-again = Coba lagi yang gagal ({ $count })
button-ann-stop = Hentikan
button-ann-stop-surely = Ya, hentikan
button-ann-delete = Hapus dari semua obrolan
button-ann-delete-surely = Ya, hapus
button-ann-report = Laporan
button-ann-nudge = Ingatkan yang belum
button-ann-nudge-surely = Ya, ingatkan { $count } orang
button-ann-correct = Perbaiki isi
button-ann-correct-surely = Perbaiki { $count } yang sudah terkirim
button-ann-no-correction = ‹ Tidak jadi diperbaiki
ann-stop-sure = Hentikan pengumuman ini? Yang sudah terkirim ({ $sent }) tetap ada; sisanya <b>tidak akan dikirim</b>.
ann-delete-sure = Hapus pengumuman ini dari obrolan penerima ({ $sent } terkirim)? Telegram hanya mengizinkan pesan yang belum berumur 48 jam; yang lebih lama tetap ada. Ini <b>tidak dapat dibatalkan</b>.
ann-nudge-sure = { $count } orang sudah menerima tetapi belum menjawab. Ingatkan mereka dengan pesan pendek, pada jam kerja di tempat masing-masing?
ann-nudge-nobody = Semua yang menerima sudah menjawab. Tidak ada yang perlu diingatkan.
ann-correct-text = Kirim teks yang baru. Anda akan melihatnya dulu sebelum yang sudah terkirim diperbaiki.
ann-correct-file = Kirim berkas yang baru, atau cukup tulis keterangan yang baru. Anda akan melihatnya dulu sebelum yang sudah terkirim diperbaiki.
ann-correct-sure = Perbaiki { $count } pesan yang sudah terkirim? Yang belum terkirim langsung memakai isi yang baru.
ann-correct-forward = Pesan terusan tidak dapat diperbaiki di Telegram. Bila perlu, hapus dari semua obrolan, lalu kirim pengumuman baru.
ann-correct-unlike = Isi yang baru belum sejenis dengan yang lama: jumlah dan jenis berkas album harus sama. Mohon kirim lagi.
hint-ann-unlike = Isi yang baru harus sejenis dengan yang lama. Teks hanya dapat diganti dengan teks, berkas dengan berkas atau keterangan baru.
toast-ann-paused = Dijeda. Tidak ada yang dikirim sampai dilanjutkan.
toast-ann-resumed = Pengiriman dilanjutkan.
toast-ann-tried-again = { $count } pesan dicoba lagi.
toast-ann-stopped = Dihentikan. Sisanya tidak dikirim.
toast-ann-deleted = Sedang dihapus dari obrolan penerima.
toast-ann-corrected = { $count } pesan sedang diperbaiki.
toast-ann-nudged = { $count } orang akan diingatkan.

## Persetujuan perbaikan
ann-fix-needs-approval = Karena penerimanya lebih dari { $above } orang, perbaikan ini menunggu persetujuan admin lain lebih dahulu.
ann-fix-no-other-admin = Perbaikan pengumuman kepada lebih dari { $above } orang perlu persetujuan admin kedua, dan belum ada admin lain yang dapat dihubungi. Undang seorang admin lewat menu (Undang). Perbaikan Anda tersimpan.
ann-fix-waits = Perbaikan menjadi “{ $title }” <b>menunggu persetujuan</b> admin lain. Mereka sudah diberi tahu.
ann-fix-request-title = Persetujuan perbaikan
ann-fix-request = { $name } ingin memperbaiki isi pengumuman:
ann-fix-becomes = Isi yang baru:
ann-fix-reaches = Sudah terkirim kepada { $count } orang. Setelah disetujui, pesan mereka ikut berubah, dan yang belum terkirim memakai isi yang baru.
ann-fix-was-approved = Perbaikan pengumuman “{ $title }” disetujui oleh { $name }.
ann-fix-was-rejected = Perbaikan pengumuman “{ $title }” belum disetujui oleh { $name }, jadi isinya tetap seperti semula. Mohon bicarakan bersama, lalu ubah bila perlu.
button-ann-look-fix = Lihat perbaikan
toast-ann-fix-waits = Perbaikannya masih menunggu persetujuan admin lain. Pengiriman dapat dilanjutkan setelah itu.
toast-ann-fix-decided = Perbaikan ini sudah diputuskan atau ditarik kembali.

## Bagi pembaca
ann-nudge = Satu pengumuman di atas masih menunggu jawaban Anda. Bila sempat, silakan ketuk tombol di bawah.
ann-nudge-named = Pengumuman “{ $title }” masih menunggu jawaban Anda. Bila sempat, silakan ketuk tombol di bawah.
toast-ann-thanks = Terima kasih, sudah dicatat.
toast-ann-answer = Terima kasih. Jawaban Anda: { $choice }
toast-ann-answer-changed = Jawaban Anda diubah menjadi: { $choice }
toast-ann-over = Terima kasih. Pengumuman ini sudah tidak berlaku.
toast-ann-only-a-test = Ini percobaan; jawaban tidak dicatat.
