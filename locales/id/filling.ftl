# Pertanyaan formulir: cara menjawab tiap jenis, ringkasan, bagian yang berulang. Sapaan "Anda"; pendek, hangat, jelas.

## Tombol
button-today = Hari ini
button-yesterday = Kemarin
button-now = Sekarang
button-other-hour = ‹ Jam lain
button-other-day = ‹ Tanggal lain
button-guidance = ℹ️ Petunjuk
button-send-place = 📍 Kirim lokasi saya
button-undo-point = ↶ Hapus titik terakhir
button-one-more = Ya, tambah
button-first-one = Ya, isi
button-no-more = Tidak, lanjut ›
button-remove-last = Hapus { $name }
button-remove = Hapus { $name }
button-add = ＋ Tambah { $name }
button-remove-surely = Ya, hapus { $name }
button-keep-it = Tidak jadi
button-none-of-it = Tidak ada { $name }

## Cara menjawab
how-date = <i>Ketuk tanggalnya, atau tulis: { $example }, kemarin, Senin.</i>
how-month = <i>Ketuk bulannya, atau tulis: { $typed }, { $named }.</i>
how-year = <i>Ketuk tahunnya, atau tulis angkanya.</i>
how-time = <i>Ketuk jamnya, atau tulis: 7.30, jam 7 malam.</i>
how-moment = <i>Ketuk tanggalnya, lalu jamnya. Boleh juga ditulis: kemarin 14.30.</i>
how-time-of-day = <b>{ $day }</b>, jam berapa? <i>Ketuk, atau tulis: 7.30.</i>
how-range = <i>Ketuk, atau tulis angka { $first } sampai { $last }.</i>
how-rank = <i>Ketuk satu per satu menurut urutannya. Ketuk lagi untuk membatalkan.</i>
how-place = <i>Ketuk “📍 Kirim lokasi saya” di bawah layar, atau 📎 lalu Lokasi, atau tulis koordinatnya.</i>
how-points = <i>Kirim lokasi titik demi titik: berjalan, lalu ketuk “📍 Kirim lokasi saya”. Paling sedikit { $least } titik.</i>
how-points-so-far = Titik tersimpan: <b>{ $count }</b> dari paling sedikit { $least }. <i>Kirim titik berikutnya.</i>
how-points-enough = Titik tersimpan: <b>{ $count }</b>. <i>Kirim titik berikutnya, atau ketuk Selesai.</i>
how-image = <i>Kirim foto: ketuk 📎 atau kamera.</i>
how-audio = <i>Kirim pesan suara atau berkas suara.</i>
how-video = <i>Kirim video: ketuk 📎 atau kamera.</i>
how-file = <i>Kirim berkas: ketuk 📎.</i>
how-barcode = <i>Tulis angka atau huruf di bawah kode batangnya.</i>
how-typed-into = <i>Yang Anda tulis menjadi jawaban nomor { $number }.</i>
whole-text-above = <i>Teks lengkapnya ada di pesan sebelum ini.</i>
ticked-so-far = Dipilih ({ $count }): <b>{ $names }</b>
ranked-so-far = Urutan: <b>{ $numbers }</b>
other-choice = Lainnya
other-specify = Lainnya, sebutkan.

## Jawaban
answer-so-far = Jawaban Anda: <b>{ $answer }</b>
answer-points = { $count } titik
answer-acknowledged = ya
answer-image = foto
answer-audio = rekaman suara
answer-video = video
answer-file = berkas
answer-moment = { $day }, pukul { $time }
answer-money = Rp{ $amount }
answer-place = { $place } (±{ $metres } m)

## Bagian yang berulang, ringkasan
instance-unnamed = Bagian
part-together = { $label } { $first }–{ $last }
part-unnamed = Isian utama
repeat-any = Ada <b>{ $label }</b> yang ingin diisi?
repeat-more = <b>{ $label }</b>: sudah { $number }. Tambah lagi?
remove-sure = Hapus <b>{ $name }</b>? { $answered ->
    [0] Belum ada jawaban di dalamnya.
   *[other] Jawaban di dalamnya ({ $answered }) ikut terhapus.
 }
words-yes = ya, iya, y, tambah, tambah lagi, mau, ok, yes
words-no = tidak, tdk, ga, gak, nggak, enggak, t, n, no, cukup, lanjut, selesai

## Lokasi
place-keyboard = Tombolnya di bawah layar 👇
place-received = 📍 Lokasi diterima. Terima kasih.
place-stored = 📍 Lokasi tersimpan.
place-left = Tombol lokasi ditutup.
place-later = Tombol lokasi ditutup. Pertanyaannya menunggu Anda.

## Petunjuk dan penolakan
hint-type-date = Untuk pertanyaan ini ketuk atau tulis tanggalnya, misalnya { $example }.
hint-type-time = Untuk pertanyaan ini ketuk atau tulis jamnya, misalnya 7.30.
hint-type-moment = Untuk pertanyaan ini ketuk tanggal dan jamnya, atau tulis: kemarin 14.30.
hint-type-barcode = Maaf, kode pada foto belum dapat saya baca. Mohon tulis angka atau huruf di bawah kodenya.
hint-send-place = Untuk pertanyaan ini kirim lokasi: ketuk “📍 Kirim lokasi saya”, atau 📎 lalu Lokasi.
hint-send-image = Untuk pertanyaan ini kirim foto: ketuk 📎 atau kamera.
hint-send-audio = Untuk pertanyaan ini kirim pesan suara atau berkas suara.
hint-send-video = Untuk pertanyaan ini kirim video: ketuk 📎 atau kamera.
hint-send-file = Untuk pertanyaan ini kirim berkas: ketuk 📎.
hint-one-of-album = Satu pertanyaan, satu kiriman: yang pertama dari album ini sudah saya ambil.
refused-rest = Lanjutan teks itu juga tidak saya simpan. Mohon tulis lebih singkat, dalam satu pesan.
caption-left = Keterangan di bawah kiriman itu tidak ikut tersimpan. Bila penting, mohon tulis di jawaban lain.
refused-not-a-time = Maaf, jamnya belum terbaca. Contoh: 7.30 atau jam 7 malam.
refused-not-a-datetime = Maaf, tanggal dan jamnya belum terbaca. Contoh: { $example } 14.30.
refused-not-a-place = Maaf, lokasinya belum terbaca. Kirim lokasi lewat 📎, atau tulis koordinat, misalnya -6,2; 106,8.
refused-map-link = Tautan pendek tidak memuat koordinat. Kirim lokasi lewat 📎, atau tulis koordinatnya, misalnya -6,2; 106,8.
refused-not-in-range = Angka itu di luar pilihan. Mohon ketuk atau tulis angka yang tersedia.
refused-not-all-ranked = Urutannya belum lengkap. Mohon ketuk semua pilihan.
refused-too-many-instances = Tidak bisa ditambah lagi; jumlahnya sudah yang terbanyak.
refused-not-a-file = Untuk pertanyaan ini mohon kirim fotonya atau berkasnya.
refused-file-too-large = Berkas itu lebih besar dari 20 MB, batas Telegram untuk bot. Mohon kirim yang lebih kecil.
refused-too-many-files = Sudah terlalu banyak berkas di formulir ini. Mohon lanjutkan dengan yang sudah ada.

## Berkas yang tidak dapat diambil
file-lost = Berkas Anda untuk <b>{ $question }</b> tidak dapat kami ambil dari Telegram. Jawaban yang lain aman. Mohon kirim sekali lagi, ya.
file-lost-sent = Berkas Anda untuk <b>{ $question }</b> tidak dapat kami ambil dari Telegram. Formulir yang sudah dikirim tetap tersimpan, hanya berkas itu yang tidak ada.
file-not-cleaned = Gambar Anda untuk <b>{ $question }</b> tidak kami simpan: lokasi di dalam berkasnya tidak dapat dihapus. Mohon kirim sebagai foto, bukan sebagai berkas.
file-not-cleaned-sent = Gambar Anda untuk <b>{ $question }</b> tidak kami simpan: lokasi di dalam berkasnya tidak dapat dihapus. Lain kali mohon kirim sebagai foto, bukan sebagai berkas.
button-send-again = Kirim lagi

## Sudah terkirim
sent-title = ✅ <b>{ $form }</b> terkirim
sent-when = { $date } pukul { $time } · nomor { $number }
sent-thanks = Terima kasih. Isian Anda tersimpan. Bila ada yang keliru, perbaiki di sini; isian yang lama tetap tersimpan sebagai riwayat.
sent-corrected = Terima kasih. Perbaikan Anda tersimpan dan menggantikan isian sebelumnya.
button-correct = ✏️ Perbaiki isian
toast-form-closed = Formulir ini sudah ditutup, jadi tidak dapat diperbaiki lagi.
toast-form-open = Anda masih mengisi formulir ini. Selesaikan dulu, lalu perbaiki yang lama.
taken-up-again = Anda kembali ke <b>{ $form }</b>. Pertanyaannya ada di bawah.
refused-too-much-work = Formulir ini terlalu berat dihitung, jadi jawaban belum dapat disimpan. Mohon beri tahu admin. Isian Anda yang lain aman.
