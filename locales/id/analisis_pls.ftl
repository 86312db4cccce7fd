# Apa yang ditolak dan diperingatkan oleh PLS-SEM (scoring/analysis/pls*.py).

## Teks model
analysis-pls-operator = Baris { $line }, kolom { $column }: tanda “{ $operator }” tidak dipakai dalam PLS. Yang dikenal: =~ reflektif, <~ formatif, dan ~ untuk jalur.
analysis-pls-modifier = Baris { $line }, kolom { $column }: angka, label, atau konstanta pada “{ $name }” tidak dipakai dalam PLS. Tulis namanya saja.
analysis-pls-two-modes = Baris { $line }, kolom { $column }: konstruk “{ $construct }” ditulis dengan =~ dan <~ sekaligus. Pilih salah satu.
analysis-pls-item-twice = Baris { $line }, kolom { $column }: butir “{ $item }” ada pada “{ $first }” dan “{ $second }”. Dalam PLS satu butir hanya untuk satu konstruk.
analysis-pls-path-twice = Baris { $line }, kolom { $column }: jalur dari “{ $source }” ke “{ $target }” ditulis dua kali. Hapus salah satunya.
analysis-pls-second-order = Baris { $line }, kolom { $column }: “{ $item }” sendiri sebuah konstruk, jadi tidak dapat menjadi butir. Hubungkan kedua konstruk dengan tanda ~.
analysis-pls-unknown-construct = Baris { $line }, kolom { $column }: “{ $name }” bukan konstruk dalam model (yang mirip: { $nearest }). Beri dahulu butirnya, misalnya { $name } =~ a1 + a2.
analysis-pls-construct-twice = Konstruk “{ $construct }” ada dua kali. Beri salah satunya nama lain.
analysis-pls-no-items = Konstruk “{ $construct }” tidak punya butir. Beri paling sedikit satu butir.
analysis-pls-no-paths = Model belum punya jalur antarkonstruk. Tulis paling sedikit satu, misalnya kinerja ~ mengajar.
analysis-pls-isolated = Konstruk “{ $construct }” tidak terhubung dengan konstruk lain. Tambahkan jalurnya atau keluarkan dari model.
analysis-pls-cycle = Jalur antara { $constructs } berputar kembali ke asalnya. PLS di sini hanya untuk model satu arah; hapus salah satu jalur.
analysis-pls-unknown-item = Butir “{ $item }” tidak ada di data (yang mirip: { $nearest }). Periksa ejaannya; huruf besar dan kecil dibedakan.

## Data yang tidak dapat dihitung
analysis-pls-missing = Ada { $rows } baris dengan jawaban kosong. Pakai hanya baris lengkap (listwise), lalu ulangi.
analysis-pls-too-few-rows = Datanya { $n } baris; model ini memerlukan paling sedikit { $needed }. Kumpulkan lagi jawaban atau sederhanakan model.
analysis-pls-constant-item = Semua orang menjawab sama pada butir “{ $item }”. Keluarkan butir itu dari model.
analysis-pls-collinear = Butir konstruk formatif “{ $construct }” saling menentukan sepenuhnya. Keluarkan butir yang berulang, atau pakai =~.
analysis-pls-collinear-sources = Konstruk yang menuju “{ $construct }” saling menentukan sepenuhnya. Gabungkan atau keluarkan salah satunya.
analysis-pls-not-correlations = Angka yang diberikan bukan matriks korelasi. Diagonalnya harus 1, kedua sisinya sama, dan semua di antara −1 dan 1.
analysis-pls-bootstraps = Jumlah bootstrap ({ $bootstraps }) atau tingkat kepercayaan ({ $level }) tidak masuk akal. Pakai misalnya 5.000 dan 0,95.
analysis-pls-bounds = Butir “{ $item }” berisi { $lowest } sampai { $highest }, di luar batas jawabannya. Periksa kode datanya.
analysis-pls-inadmissible = PLSc tidak dapat dihitung: reliabilitas sebuah konstruk nol atau negatif. Periksa arah butirnya, atau pakai PLS biasa.
analysis-pls-no-solution = Perhitungan tidak menemukan bobot untuk model ini. Periksa butir yang tidak berhubungan dengan butir lain.

## Yang perlu diketahui pembaca hasil
analysis-pls-not-converged = Bobot belum tenang setelah { $iterations } putaran. Angka di sini tidak boleh dipakai; sederhanakan model.
analysis-pls-few-rows = Hanya { $n } orang; model ini sebaiknya memakai paling sedikit { $needed }. Bacalah hasilnya sebagai petunjuk awal.
analysis-pls-many-routes = Jalur tidak langsung terlalu banyak untuk disebut satu per satu. Lihat jumlahnya pada efek total.
analysis-pls-negative-weight = Bobot butir { $names } negatif di konstruk reflektif. Bila kalimatnya negatif, balik skornya; bila tidak, tinjau isinya.
analysis-pls-item-vif = Butir formatif { $names } sangat mirip satu sama lain (VIF di atas { $most }). Bobotnya mudah berubah; pertimbangkan menggabungkannya.
analysis-pls-heywood = Reliabilitas rho_A konstruk { $names } lebih dari 1, sesuatu yang mustahil. Jangan pakai angka PLSc konstruk ini.
analysis-pls-ave = AVE konstruk { $names } kurang dari { $least }. Butirnya lebih banyak memuat galat daripada isi konstruk.
analysis-pls-correlation-above-one = Setelah dikoreksi, korelasi “{ $first }” dan “{ $second }” lebih dari 1. Jangan pakai hasil PLSc keduanya.
analysis-pls-vif = Konstruk { $names } yang menuju “{ $target }” sangat mirip (VIF di atas { $most }). Pengaruh masing-masing sulit dipisahkan.
analysis-pls-htmt = Konstruk “{ $first }” dan “{ $second }” hampir tidak terbedakan (HTMT { $value }). Pertimbangkan menggabungkannya atau meninjau butirnya.
analysis-pls-htmt-interval = Konstruk “{ $first }” dan “{ $second }” hampir tidak terbedakan: HTMT { $value }, selang { $lo } sampai { $hi }. Pertimbangkan menggabungkannya.
analysis-pls-lost-samples = { $lost } dari { $asked } ulangan bootstrap tidak dapat dihitung dan tidak dipakai. Bila banyak, selangnya terlalu sempit.
analysis-pls-inadmissible-samples = Pada { $count } dari { $asked } ulangan bootstrap ada reliabilitas di atas 1. Selangnya perlu dibaca hati-hati.
