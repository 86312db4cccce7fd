# Apa yang ditolak dan diperingatkan oleh analisis butir, reliabilitas, tes pengetahuan, dan faktor eksploratori.

## Data yang tidak dapat dihitung
analysis-items-constant = Butir { $names } dijawab sama oleh semua orang. Keluarkan butir itu dahulu, lalu ulangi analisis.
analysis-items-constant-left = Pada { $rows } baris yang lengkap, butir { $names } dijawab sama oleh semua orang. Pilih cara “pairwise”, atau keluarkan butir itu.
analysis-items-no-total = Jumlah skor skala “{ $scale }” sama bagi semua orang. Periksa apakah ada butir yang perlu dibalik.
analysis-items-empty = Butir { $names } tidak punya jawaban sama sekali. Periksa datanya atau keluarkan butir itu.
analysis-items-infinite = Butir { $names } berisi angka tak terhingga. Perbaiki angkanya di berkas data, lalu kirim lagi.
analysis-items-twice = Butir { $names } disebut lebih dari sekali. Sebutkan setiap butir satu kali saja.
analysis-items-unknown = Skala “{ $scale }” menyebut butir yang tidak ada di data: { $names }. Periksa ejaan namanya.
analysis-items-few-in-scale = Skala “{ $scale }” hanya punya satu butir. Reliabilitas memerlukan paling sedikit dua butir.
analysis-items-no-complete-rows = Hanya { $rows } dari { $given } baris yang lengkap. Pilih cara “pairwise”, atau keluarkan butir yang banyak kosong.
analysis-items-few-rows = Datanya hanya { $rows } baris. Analisis ini memerlukan jauh lebih banyak orang, sebaiknya 30 atau lebih.
analysis-items-no-pair = Butir { $names } hampir tidak pernah dijawab oleh orang yang sama. Keluarkan salah satunya.

## Yang perlu diketahui pembaca hasil
analysis-items-left-out = { $rows } dari { $given } baris punya jawaban kosong. Baris itu tidak dipakai bila butirnya ikut dihitung.
analysis-items-pairwise = Jawaban kosong dilewati per pasangan butir. Pasangan yang paling sedikit dijawab bersama oleh { $least } orang.
analysis-items-small-n = Hanya { $n } orang yang dapat dihitung. Di bawah { $wanted } orang, angka mudah berubah; kumpulkan lagi jawaban.
analysis-items-n-per-item = Ada { $n } orang untuk { $items } butir. Sebaiknya paling sedikit { $wanted } orang; baca hasil ini sebagai petunjuk awal.
analysis-items-n-below-items = Hanya { $n } orang menjawab semua { $items } butir. KMO dan Bartlett tidak dihitung, dan HTMT mudah berubah; tambah orang.
analysis-items-omega-few-people = Skala “{ $scale }” punya { $n } orang untuk { $items } butir. Omega dan AVE tidak dihitung; tambah orang atau kurangi butir.
analysis-items-far-values = Ada nilai yang jauh dari nilai lain: { $names }. Bila itu kode untuk “tidak menjawab”, kosongkan dahulu, lalu ulangi.
analysis-items-reversed = Butir { $names } berlawanan arah dengan skala “{ $scale }”. Bila kalimatnya negatif, balik skornya; bila tidak, tinjau isinya.
analysis-items-ceiling = Jawaban { $count } dari { $items } butir menumpuk di nilai tertinggi: { $names }. Butir seperti ini sulit membedakan orang.
analysis-items-floor = Jawaban { $count } dari { $items } butir menumpuk di nilai terendah: { $names }. Butir seperti ini sulit membedakan orang.
analysis-items-out-of-range = Butir { $names } berisi angka di luar pilihan jawaban. Periksa kode datanya sebelum memakai hasil ini.
analysis-items-duplicates = Pada skala “{ $scale }”, butir { $names } sama atau mengikuti butir lain. Omega tidak dihitung; keluarkan salah satunya.
analysis-items-singular = Butir { $names } sama atau dapat dihitung dari butir lain. KMO tidak dihitung; keluarkan salah satunya.
analysis-items-alpha-negative = Alpha skala “{ $scale }” negatif. Biasanya ada butir yang belum dibalik, atau butirnya tidak mengukur hal sama.
analysis-items-two = Skala “{ $scale }” punya dua butir saja. Omega dan AVE dihitung dengan anggapan kedua muatannya sama.
analysis-items-heywood = Butir { $names } pada skala “{ $scale }” terbaca tanpa galat (kasus Heywood). Jangan pakai omega dan AVE skala ini.
analysis-items-omega-not-found = Satu faktor untuk skala “{ $scale }” tidak ditemukan. Periksa butir yang tidak berhubungan dengan butir lain.
analysis-scales-alike = Skala “{ $first }” dan “{ $second }” hampir tidak terbedakan (HTMT { $htmt }). Pertimbangkan menggabungkannya atau meninjau butirnya.

## Analisis faktor eksploratori
analysis-efa-few-people = Ada { $n } orang untuk { $items } butir. Analisis faktor perlu lebih banyak orang daripada butir; tambah orang atau kurangi butir.
analysis-efa-many-factors = { $factors } faktor tidak dapat dicari dari { $items } butir. Paling banyak { $most } faktor.
analysis-efa-singular = Butir { $names } sama atau dapat dihitung dari butir lain. Keluarkan salah satunya, lalu ulangi.
analysis-efa-not-positive = Korelasi polikorik butir { $names } tidak saling cocok. Gabungkan kategori yang jarang dipilih, atau pakai korelasi biasa.
analysis-efa-not-converged = Hitungan faktor tidak menemukan jawaban. Coba jumlah faktor yang lebih sedikit.
analysis-efa-heywood = Butir { $names } terbaca tanpa galat (kasus Heywood). Coba kurangi faktor atau keluarkan butir itu.
analysis-efa-saturated = Model faktor ini jenuh (df = 0). Kecocokannya tidak dapat diuji.
analysis-efa-kmo-low = KMO hanya { $kmo }. Butir-butir ini kurang berbagi isi untuk dicari faktornya.
analysis-efa-rotation = Rotasi belum menetap. Jangan menafsirkan muatan ini; coba jumlah faktor lain.
analysis-parallel-none = Tidak ada faktor yang lebih kuat daripada kebetulan. Analisis faktor sebaiknya tidak dilanjutkan.

## Tes pengetahuan
analysis-test-few-questions = Tes ini hanya punya { $questions } soal. Analisis memerlukan paling sedikit dua soal.
analysis-test-no-key = Soal { $names } belum punya kunci jawaban. Lengkapi kuncinya, lalu ulangi.
analysis-test-key-doubtful = Pada soal { $name }, yang memilih { $names } lebih menguasai soal lain daripada yang memilih kunci. Periksa kuncinya.
analysis-test-distractor-unused = Pada soal { $name }, pilihan { $names } hampir tidak pernah dipilih. Ganti dengan pengecoh yang lebih masuk akal.
analysis-test-not-discriminating = Soal { $name } kurang membedakan orang (korelasi butir–sisa { $value }). Tinjau kalimat dan pilihannya.
analysis-test-same-points = Soal { $name } dijawab dengan nilai sama oleh semua orang. Soal ini tidak memberi keterangan tentang perbedaan orang.
analysis-test-no-differences = Jumlah nilai semua orang sama. Reliabilitas tidak dapat dihitung.
analysis-test-few-people = Hanya { $n } orang mengikuti tes. Di bawah { $wanted } orang, angka soal mudah berubah.

## Analisis yang mungkin
analysis-possible-no = Jawaban lengkap baru { $n } orang. Analisis ini memerlukan paling sedikit { $wanted } orang.
analysis-possible-doubtful = Jawaban lengkap { $n } orang dapat dihitung, tetapi hasilnya rapuh. Sebaiknya { $wanted } orang atau lebih.
analysis-possible-not-ordinal = Jawabannya bukan kategori, jadi cara untuk data ordinal tidak cocok. Pakai ML atau MLM.
analysis-possible-all-answers = Jawaban lengkap hanya { $n } orang. Dapat dihitung dari semua jawaban { $used } orang (FIML), tetapi hasilnya rapuh.
analysis-possible-one-scale = PLS-SEM menghubungkan skala, jadi memerlukan paling sedikit dua. Instrumen ini punya satu.
