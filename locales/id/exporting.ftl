# Ekspor data: memilih, menunggu, dan menerima berkas.

export-title = Ekspor data
export-of = { $form }
export-which = Pilih formulir atau kuesioner yang datanya Anda perlukan.
button-export = ⬇ Ekspor data
command-ekspor = Unduh data formulir dan kuesioner
button-export-running = ⏳ Berkas yang sedang dibuat

## Satu layar: semua pilihan
export-line-period = Waktu: <b>{ $period }</b>
export-line-region = Wilayah: <b>{ $region }</b>
export-line-format = Bentuk: <b>{ $format }</b>
export-line-names = Nama orang: <b>{ $names }</b>
export-rows =
    { $count ->
        [0] Belum ada kiriman untuk pilihan ini. Ubah waktu atau wilayahnya.
       *[other] Isinya { $shown } kiriman.
    }
export-names-yes = ditulis
export-names-no = diganti kode
export-names-care = Berkas bernama berisi data pribadi. Simpan baik-baik dan hapus setelah dipakai.
export-crowd = Hasil perorangan dilindungi: wilayah dan program dengan kurang dari 5 orang tidak disebut.
export-all-mine = semua wilayah saya
export-all-programmes = Semua program
export-period-days = { $first } – { $last }
export-period-all = semua waktu
button-export-make = Buat berkas
button-export-period = Ubah waktu
button-export-region = Ubah wilayah
button-export-programme = Ubah program
button-export-format = Ubah bentuk
button-export-names-yes = Dengan nama
button-export-names-no = Tanpa nama
button-export-other = ‹ Formulir lain
button-export-provinces = ‹ Provinsi
button-export-my-regions = ‹ Wilayah saya

## Bagian-bagiannya
export-period-how = Kiriman dari waktu kapan?
export-period-m0 = Bulan ini
export-period-m1 = Bulan lalu
export-period-y0 = Tahun ini
export-period-own = Tanggal lain …
export-days-how = Tulis dua tanggal, misalnya: 1 Oktober 2026 sampai 15 November 2026.
export-days-not-read = Tanggal “{ $typed }” belum terbaca. Contoh: 1/10/2026 sampai 15/11/2026.
export-region-how = Wilayah mana?
export-whole-province = Seluruh { $province }
export-programme-how = Program mana?
export-format-how = Dalam bentuk apa?
export-format-xlsx = Excel (XLSX)
export-format-csv = CSV
export-format-sav = SPSS (SAV)
export-format-odk = ODK (XML)
export-format-geojson = Peta (GeoJSON)
export-format-about-xlsx = • Excel: tabel, kodebuk, dan catatan perubahan formulir.
export-format-about-csv = • CSV: teks polos untuk program apa pun.
export-format-about-sav = • SPSS: dengan label pertanyaan dan jawaban.
export-format-about-odk = • ODK: kiriman asli untuk server ODK.
export-format-about-geojson = • Peta: titik, garis, dan area untuk QGIS.

## Menunggu dan sesudahnya
export-waits =
    { $count ->
        [0] Segera dimulai.
       *[other] Menunggu giliran: { $count } berkas di depan Anda.
    }
export-running = Menulis { $done } dari { $total } kiriman.
export-wait-how = Anda boleh meninggalkan layar ini. Berkasnya dikirim ke obrolan ini.
export-done = Selesai. Berkasnya dikirim ke obrolan ini.
export-cancelled = Dibatalkan. Tidak ada berkas yang dikirim.
export-failed-refused = Berkas tidak dibuat: data ini di luar wewenang Anda saat ini. Periksa wilayah dan programnya.
export-failed-nothing = Berkas tidak dibuat: tidak ada lagi kiriman untuk pilihan ini. Ubah waktu atau wilayahnya.
export-failed-disk = Berkas belum dapat disimpan di server. Coba lagi nanti, atau hubungi pengelola.
export-failed-too-large = Data ini terlalu banyak untuk satu berkas. Pilih waktu yang lebih pendek atau satu provinsi.
export-failed-broken = Berkas belum berhasil ditulis. Coba lagi; jika gagal lagi, pilih waktu yang lebih pendek.
button-export-cancel = Batalkan
button-export-again = Coba lagi
button-export-open = Buka
toast-export-cancelled = Dibatalkan.
toast-export-one-at-a-time = Satu berkas sedang dibuat. Tunggu sampai selesai, atau batalkan dulu.
toast-export-not-yours = Ekspor hanya untuk koordinator dan admin.

## Ditolak sebelum dibuat
export-refused-form = Data formulir ini tidak diekspor.
export-refused-role = Ekspor hanya untuk koordinator dan admin.
export-refused-names = Nama pada hasil penilaian diri hanya untuk koordinator yang bertugas. Pilih “Tanpa nama”.
export-refused-region = Wilayah ini di luar tugas Anda. Pilih wilayah lain.
export-refused-programme = Program ini di luar tugas Anda. Pilih program lain.
export-refused-places = Formulir ini tidak menanyakan lokasi, atau lokasinya dilindungi. Pilih bentuk lain.

## Surat dengan berkas
export-letter = Data <b>{ $form }</b> sudah siap.
export-letter-part = Bagian { $place } dari { $count }.
export-letter-names = Berkas ini memuat nama. Simpan baik-baik dan hapus setelah dipakai.
export-letter-pseudonyms = Nama diganti kode.
export-letter-failed = Data <b>{ $form }</b> belum dapat dibuat.
