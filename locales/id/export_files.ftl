# Kata-kata di dalam berkas ekspor: nama lembar, judul kolom, kodebuk, catatan perubahan.
expf-sheet-codebook = Kodebuk
expf-sheet-changes = Perubahan
expf-sheet-about = Tentang

expf-col-table = Tabel
expf-col-name = Nama
expf-col-label = Label
expf-col-type = Jenis
expf-col-values = Nilai
expf-col-versions = Versi
expf-col-note = Catatan
expf-col-version = Versi
expf-col-what = Perubahan
expf-col-before = Sebelum
expf-col-after = Sesudah
expf-col-matter = Hal
expf-col-content = Isi

expf-key = Kunci formulir terkirim
expf-parent = Kunci baris induk
expf-index = Urutan di dalam induk
expf-pseudonym = Nama samaran
expf-person = Kode orang, hanya di berkas dengan nama
expf-name = Nama
expf-province = Kode provinsi
expf-province-name = Provinsi
expf-regency = Kode kabupaten/kota
expf-regency-name = Kabupaten/kota
expf-programmes = Program
expf-version = Versi formulir
expf-begun = Mulai diisi, waktu setempat
expf-sent = Dikirim, waktu setempat
expf-month = Bulan dikirim, waktu setempat
expf-zone = Zona waktu
expf-day = Tanggal laporan
expf-state = Status
expf-number = Nomor
expf-latest = 1 = kiriman terakhir orang ini, 0 = sesudahnya ada lagi
expf-percent = Persen dari nilai tertinggi: { $part }
expf-level = Kategori: { $part }
expf-latitude = { $label } (lintang)
expf-longitude = { $label } (bujur)
expf-altitude = { $label } (ketinggian, meter)
expf-accuracy = { $label } (akurasi, meter)
expf-offset = { $label } (selisih jam dari UTC)
expf-score = { $label } (nilai menurut versinya)
expf-flag = { $label }: { $option }

expf-type-text = teks
expf-type-integer = bilangan bulat
expf-type-decimal = bilangan
expf-type-date = tanggal
expf-type-time = jam
expf-type-datetime = tanggal dan jam
expf-type-one = satu pilihan
expf-type-many = beberapa pilihan
expf-type-rank = urutan pilihan
expf-type-point = titik lokasi
expf-type-line = garis
expf-type-area = bidang
expf-type-file = nama berkas
expf-type-flag = 1 = dipilih, 0 = tidak

expf-note-mixed = Jenisnya berbeda antarversi, jadi ditulis sebagai teks.
expf-note-rough = Tanpa nama: dibulatkan ke dua desimal derajat, kira-kira 1 km.
expf-note-year = Tanpa nama: hanya tahunnya.
expf-note-worked-out = Dihitung oleh formulir.
expf-note-more = … dan { $count } lagi

expf-changed-added = kolom baru
expf-changed-removed = kolom dihapus
expf-changed-type = jenis diubah
expf-changed-label = pertanyaan diubah
expf-changed-option-added = pilihan baru
expf-changed-option-removed = pilihan dihapus
expf-changed-option-label = kata pilihan diubah
expf-changed-option-score = nilai pilihan diubah
expf-changed-nothing = Tidak ada perubahan di antara versi dalam berkas ini.

expf-group-low = rendah
expf-group-middle = sedang
expf-group-high = tinggi
expf-skipped = Dilewati
expf-not-asked = Tidak ditanyakan

expf-about-form = Formulir
expf-about-versions = Versi, dari yang terlama
expf-about-made = Dibuat, WIB
expf-about-rows = Formulir terkirim
expf-about-days = Rentang tanggal
expf-about-region = Wilayah
expf-about-programme = Program
expf-about-state = Status
expf-about-who = Nama
expf-about-named = Berkas ini memuat nama. Simpan dengan aman.
expf-about-pseudonyms = Nama diganti nama samaran. Isian teks bebas tetap apa adanya, jadi simpan dengan aman.
expf-about-guard = Perlindungan
expf-about-guarded = Wilayah, program, dan bulan dengan kurang dari 5 orang dikosongkan; tanggal dan jam tidak ditulis. Saringan mengikuti isi berkas, menurut bulan.
expf-about-all = semua
expf-about-parts = Bagian
expf-about-split = Berkas yang terlalu besar dibagi menurut formulir terkirim. Namanya diberi nomor.
