# Formulir milik lembaga: dikirim, diperiksa, dicoba, diterbitkan; dan formulir yang sedang terbuka bagi pendamping.

command-formulir = Formulir (admin)
button-forms = Formulir
toast-pub-only-admins = Bagian ini hanya untuk admin.
toast-pub-gone = Ini sudah tidak tersedia. Berikut keadaannya sekarang.
hint-pub-tap = Di bagian ini cukup ketuk salah satu tombol di atas.
button-pub-list = ‹ Daftar

## Daftar
pub-list-title = Formulir
pub-list-how = Untuk menambah formulir, kirim berkas XLSForm (.xlsx, .csv, atau .md) ke sini.
pub-list-empty = Belum ada formulir yang diterbitkan.
pub-list-builtin = • { $form } · { $version } · bawaan · semua orang · sesuai kebutuhan · { $count } kiriman
button-pub-drop-failed = Buang semua yang gagal ({ $count })
toast-pub-dropped-failed = { $count } berkas dibuang.
pub-state-published = terbit
pub-state-replaced = digantikan
pub-state-retired = ditarik
pub-sent = { $count } kiriman

## Mengirim berkas
hint-pub-send-form = Kirim berkas XLSForm (.xlsx, .csv, atau .md) sebagai dokumen. Tulisan tidak diperlukan.
hint-pub-as-document = Mohon kirim sebagai <b>berkas</b> (dokumen), bukan sebagai foto, video, atau suara, agar namanya tetap.
hint-pub-not-a-form = Berkas { $name } bukan XLSForm. Kirim berkas .xlsx, .csv, atau .md.
hint-pub-too-large = Berkas { $name } terlalu besar. Paling besar { $most } MB. Daftar pilihan yang panjang sebaiknya dipindahkan ke berkas CSV.
hint-pub-empty = Berkas { $name } kosong: tidak ada isinya. Buka berkasnya, simpan lagi, lalu kirim ke sini.
hint-pub-too-many-files = Terlalu banyak berkas untuk satu formulir. Paling banyak { $most }.
pub-nameless = tanpa nama
pub-checking = <b>{ $name }</b> sedang diperiksa…

    Biasanya selesai dalam beberapa detik. Hasilnya muncul di sini.
pub-not-fetched = <b>{ $name }</b> belum dapat diambil dari Telegram.

    Coba lagi sebentar lagi, atau kirim ulang berkasnya.
button-pub-again = Coba lagi
pub-was-checked = { $state ->
    [ready] Formulir <b>{ $name }</b> sudah diperiksa dan siap dicoba atau diterbitkan.
    [lacking] Formulir <b>{ $name }</b> sudah diperiksa, tetapi masih memerlukan berkas lain.
    [failed] Berkas <b>{ $name }</b> belum dapat diambil dari Telegram.
   *[faulty] Formulir <b>{ $name }</b> sudah diperiksa. Ada yang perlu diperbaiki.
 }
button-pub-see = Lihat hasil

## Hasil pemeriksaan
pub-faulty = <b>{ $name }</b> belum dapat diterbitkan. Yang perlu diperbaiki: { $count }.
pub-more-problems = … dan { $count } lagi.
pub-mend-and-send = Perbaiki di berkasnya, lalu kirim lagi ke sini.
button-pub-all-problems = Semua sebagai berkas
pub-problems-file = perbaikan.txt
pub-problems-caption = Yang perlu diperbaiki di { $name }
pub-at-sheet = lembar { $sheet }
pub-at-row = baris { $row }
pub-at-column = kolom { $column }
pub-problem-builtin = Nama formulir (form_id) ini dipakai formulir bawaan. Gunakan form_id lain.
pub-problem-form-id-unusable = form_id hanya boleh memuat huruf, angka, titik, garis bawah, dan tanda hubung, paling banyak 100. Mohon sesuaikan.
pub-problem-version-unusable = version hanya boleh memuat huruf, angka, titik, garis bawah, dan tanda hubung, paling banyak 100. Mohon sesuaikan.
pub-problem-title-too-long = Judul formulir (form_title) terlalu panjang. Paling panjang 120 huruf. Mohon ringkas.
pub-problem-version-taken = Versi ini sudah terbit dengan isi lain. Naikkan version (misalnya tanggal hari ini), lalu kirim lagi.
pub-problem-already-published = Versi ini sudah terbit dengan isi yang sama. Tidak ada yang perlu dilakukan. Bila isinya diubah, naikkan version.
pub-lacking = <b>{ $name }</b> memerlukan berkas lain:
    { $names }

    Kirim berkas itu ke sini dengan nama yang sama.

## Pratinjau
pub-line-form = Nama: { $id } · versi { $version }
pub-line-assumed = Tidak ada di berkas, jadi dipilihkan: { $names }. Untuk versi berikutnya, sebaiknya isi di lembar settings.
pub-line-questions = { $count } pertanyaan{ $groups ->
    [0] {""}
   *[other] {" "}· { $groups } bagian
 }
pub-line-languages = Bahasa: { $languages }
pub-one-language = satu
pub-line-missing = Belum ada (boleh menyusul): { $names }
pub-line-who = Untuk: { $who } = { $count } orang
pub-line-from = Mulai: { $day }
pub-line-until = Sampai: { $day }
pub-line-rhythm = Jadwal: { $rhythm }
pub-line-same-terms = (sama seperti versi { $version } yang sedang terbit)
pub-line-sent = { $count } kiriman · { $drafts } draf terbuka
pub-from-now = sekarang
pub-until-never = tanpa batas
pub-rhythm-on-demand = sesuai kebutuhan
pub-rhythm-once = sekali
pub-rhythm-daily = setiap hari
pub-rhythm-weekly = setiap minggu
pub-rhythm-monthly = setiap bulan
pub-preview-how = Tidak ada kesalahan. <b>Coba dulu</b> membuka formulir seperti yang akan dilihat pembaca; tidak ada yang disimpan.
button-pub-try = Coba dulu
button-pub-who = Untuk siapa
button-pub-from = Mulai
button-pub-until = Sampai
button-pub-rhythm = Jadwal
button-pub-publish = Terbitkan
button-pub-publish-surely = Ya, terbitkan
button-pub-drop = Buang
pub-sure = Terbitkan <b>{ $form }</b> untuk { $who } ({ $count } orang), { $rhythm }?
pub-sure-replaces = Versi { $version } digantikan. Draf yang sudah dimulai tetap dapat diselesaikan pada versi itu sampai ditarik.
toast-pub-published = Sudah terbit.
toast-pub-dropped = Berkas dibuang.
toast-pub-changed = Ada yang baru saja berubah. Mohon periksa lagi sebelum menerbitkan.
pub-trial-begins = <b>Uji coba</b> · { $form }
    Jawaban tidak disimpan. <b>Berhenti dulu</b> atau <b>Kirim</b> mengakhiri uji coba.
toast-pub-trial-left = Uji coba dihentikan. Tidak ada yang disimpan.
toast-pub-trial-done = Uji coba selesai. Semua jawaban diterima; tidak ada yang disimpan.

## Untuk siapa, kapan
pub-who-title = Untuk siapa
pub-tap-to-choose = Ketuk untuk memilih. Ketuk lagi untuk membatalkan.
pub-region-how = Pilih provinsi, atau ketik sebagian nama kabupaten atau kota.
button-pub-role = Peran
button-pub-programme = Program
button-pub-region = Wilayah
button-pub-everyone = Semua orang
button-pub-done = Selesai ›
pub-rhythm-how = Seberapa sering formulir ini diisi?
pub-day-how = Pilih, atau ketik tanggalnya, misalnya 7/12/2026.
button-pub-now = Sekarang
button-pub-never = Tanpa batas
hint-pub-day = Tanggalnya belum terbaca. Contoh: 7/12/2026.
toast-pub-ends-before = Hari terakhir harus setelah hari pertama dan belum lewat.

## Satu versi
button-pub-download = Unduh berkas
button-pub-retire = Tarik
button-pub-retire-surely = Ya, tarik
pub-retire-newer = Tarik <b>{ $form }</b> versi { $version }?{ $drafts ->
    [0] {""}
   *[other] {" "}{ $drafts } draf terbuka akan diminta pindah ke versi baru; jawaban yang masih cocok ikut dibawa.
 }
pub-retire-last = Tarik <b>{ $form }</b> versi { $version }? Tidak ada versi lain: formulir ini ditutup.{ $drafts ->
    [0] {""}
   *[other] {" "}{ $drafts } draf terbuka tetap dapat dibaca pemiliknya, tetapi tidak dapat dikirim.
 }
toast-pub-retired = Sudah ditarik.
pub-file-caption = { $form } · versi { $version }

## Formulir bagi pendamping
forms-title = Formulir untuk Anda
forms-none = Sekarang tidak ada formulir lain yang perlu diisi.
forms-line = • { $form } · { $rhythm }
forms-line-begun = • { $form } · { $rhythm } · sudah dimulai
button-form = { $form }
button-form-continue = Lanjutkan { $form }
button-forms-all = Semua formulir ({ $count })
toast-form-not-now = Formulir ini sekarang tidak perlu diisi.

## Pindah versi
move-ask = Formulir <b>{ $form }</b> sudah diperbarui. Jawaban Anda ({ $answered }) masih tersimpan.

    Jawaban yang masih cocok ikut dibawa ke versi baru. Bila ada yang tidak cocok lagi, Anda akan melihatnya.
move-closed = Formulir <b>{ $form }</b> sudah ditutup dan tidak dapat dikirim lagi. Jawaban Anda ({ $answered }) masih tersimpan dan dapat dibaca sampai Anda menghapusnya.
button-move = Pindah ke versi baru
button-move-look = Lihat jawaban saya
toast-move-closed = Formulir ini sudah ditutup.
hint-move-first = Formulir ini belum dapat dilanjutkan. Silakan pilih dahulu salah satu tombol.
move-all-kept = Pindah ke versi baru <b>{ $form }</b>: semua jawaban ikut ({ $kept }).
move-some-lost = Pindah ke versi baru <b>{ $form }</b>: { $kept } jawaban ikut. { $lost } jawaban tidak cocok lagi:
move-rest-in-file = … selengkapnya di berkas.
move-no-answers = Belum ada jawaban pada <b>{ $form }</b>.
move-answers = Jawaban Anda pada <b>{ $form }</b>:
move-file = jawaban.txt
move-file-caption = Jawaban Anda pada { $form }
