# Analisis dari baris perintah: berkas data, berkas model, pilihan.
analysis-file-missing = Berkas data { $file } tidak ada. Periksa nama dan foldernya.
analysis-file-unreadable = Berkas data { $file } tidak dapat dibaca ({ $why }). Simpan ulang sebagai CSV, XLSX atau SAV.
analysis-file-old-excel = Berkas data { $file } berformat Excel lama. Simpan ulang sebagai .xlsx.
analysis-file-empty = Berkas data { $file } kosong. Baris pertama harus berisi nama kolom.
analysis-file-no-rows = Berkas data { $file } hanya berisi nama kolom, tanpa satu baris jawaban pun.
analysis-file-row-too-long = Baris { $row } mempunyai { $cells } isian, padahal ada { $columns } kolom. Periksa pemisah kolom dan tanda petik di baris itu.
analysis-file-text = Kolom “{ $name }”, baris { $row }: “{ $found }” bukan angka. Perbaiki isian itu, atau kosongkan jika tidak ada jawaban.
analysis-file-no-column = Tidak ada kolom “{ $name }” di dalam data. Periksa ejaannya; huruf besar dan kecil dibedakan.
analysis-file-no-column-near = Tidak ada kolom “{ $name }” di dalam data. Apakah yang dimaksud “{ $near }”?
analysis-file-column-twice = Ada beberapa kolom bernama “{ $name }”. Beri tiap kolom nama sendiri.
analysis-model-file-missing = Berkas model { $file } tidak ada. Periksa nama dan foldernya.
analysis-model-file-unreadable = Berkas model { $file } tidak dapat dibaca ({ $why }). Simpan sebagai teks biasa (UTF-8).
analysis-asked-choice = { $option } tidak mengenal “{ $given }”. Yang dikenal: { $known }.
analysis-asked-equal-without-group = --equal memerlukan --group: yang disamakan adalah parameter antarkelompok.
analysis-asked-invariance-without-group = --invariance memerlukan --group: yang dibandingkan adalah kelompok.
analysis-asked-ordinal-not-in-model = Butir “{ $name }” pada --ordinal tidak ada di dalam model.
analysis-asked-no-scale = Model tidak memuat skala. Tulislah satu baris per skala, misalnya: sikap =~ a1 + a2 + a3
analysis-asked-no-numbers = Data tidak mempunyai kolom angka yang dapat dianalisis. Pilih butir dengan --model.
analysis-asked-columns-left-out = { $count } kolom tidak dipakai karena berisi teks, sama semua, atau nomor urut: { $names }.
analysis-asked-lines-left-out = Faktor tanpa butir sendiri tidak dihitung sebagai skala: { $names }.
analysis-asked-no-folder = Folder untuk { $file } tidak ada. Buat dahulu foldernya.

analyse-cannot-write = { $file } tidak dapat ditulis ({ $why }). Periksa ruang disk dan hak tulisnya.
analyse-broken = Perhitungan terhenti ({ $why }). Sederhanakan modelnya, atau periksa butir yang sangat mirip.
analyse-title-sem = Analisis faktor dan persamaan struktural
analyse-title-pls = Analisis PLS-SEM
analyse-title-reliability = Analisis reliabilitas dan butir
analyse-title-efa = Analisis faktor eksploratori
analyse-warnings = Perlu diperhatikan
analyse-more-rows = … dan { $count } baris lagi
