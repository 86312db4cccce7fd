# Analisis instrumen: memilih, menunggu, dan menerima laporan.

ana-title = Analisis instrumen
ana-which = Pilih kuesioner yang ingin Anda periksa. Yang dihitung hanya jawaban pendamping, tanpa nama.
ana-no-answers = Belum ada kuesioner yang diisi pendamping. Analisis tersedia setelah jawaban masuk.
button-ana = 📊 Analisis
command-analisis = Uji kuesioner: reliabilitas, CFA, PLS-SEM
ana-instrument = { $form } · { $people } orang
button-ana-running = ⏳ Analisis yang sedang berjalan
button-ana-earlier = Analisis sebelumnya

## Apa yang dihitung
ana-count =
    { $count ->
       *[other] { $shown } orang mengisi { $items } butir; { $complete } orang menjawab semuanya.
    }
ana-count-test =
    { $count ->
       *[other] { $shown } orang mengerjakan tes ini. Banknya berisi { $items } soal, dan setiap orang mendapat sebagian.
    }
ana-too-few = Analisis memerlukan paling sedikit { $fewest } orang. Dengan lebih sedikit, angkanya menyesatkan dan orangnya dapat ditebak.
ana-what = Apa yang ingin Anda ketahui?
ana-about-quick = • <b>Cek cepat</b>: jawaban kosong, butir tanpa variasi, analisis yang mungkin.
ana-about-reliability = • <b>Reliabilitas</b>: apakah butir satu dimensi searah.
ana-about-cfa = • <b>CFA</b>: apakah dimensinya sesuai dengan jawaban.
ana-about-study = • <b>Model studi 003</b>: faktor pendukung → kompetensi → kinerja (PLS-SEM).
ana-about-own = • <b>Model sendiri</b>: CFA, SEM, atau PLS yang Anda tulis.
ana-about-test = • <b>Analisis butir ujian</b>: kesukaran, daya beda, pengecoh, dan reliabilitas tes.
ana-kind-quick = Cek cepat
ana-kind-reliability = Reliabilitas
ana-kind-cfa = CFA
ana-kind-study = Model studi 003
ana-kind-own = Model sendiri
ana-kind-test = Analisis butir ujian
button-ana-kind-quick = Cek cepat
button-ana-kind-reliability = Reliabilitas
button-ana-kind-cfa = CFA dimensinya sendiri
button-ana-kind-study = Model studi 003
button-ana-kind-own = Model sendiri
button-ana-kind-test = Analisis butir ujian

## Model sendiri
ana-model-title = Model sendiri
ana-model-how = Tulis model di sini, atau kirim sebagai berkas teks (.txt). Bahasanya sama dengan lavaan.
ana-model-start = Dimensinya sendiri, untuk disalin dan diubah:
ana-model-signs = Regresi memakai ~, kovarians ~~, blok formatif PLS memakai &lt;~.
ana-model-reading = Berkas sedang dibaca. Layar ini berganti sendiri.
ana-model-too-large = Teks ini terlalu besar untuk sebuah model. Kirim modelnya saja, tanpa data.
ana-model-not-text = Berkas ini bukan teks. Simpan model sebagai .txt, lalu kirim lagi.
ana-model-not-fetched = Berkas belum dapat diambil dari Telegram. Kirim lagi, atau tempel teksnya di sini.
ana-model-only-text = Yang diperlukan teks atau berkas .txt berisi model.
ana-model-read = Model terbaca. Konstruk: <b>{ $latent }</b>; butir: { $items }; jalur: { $paths }.
ana-model-another = Untuk mengganti, kirim teks atau berkas lain.
ana-model-pls-can = Dengan PLS-SEM model ini dapat dihitung.
button-ana-go-on-pls = Lanjut dengan PLS-SEM
button-ana-go-on = Lanjut
button-ana-last-model = Pakai model terakhir saya
button-ana-model = Ubah model

## Satu layar: semua pilihan
ana-line-whose = Jawaban: <b>{ $which }</b>
ana-line-people = Orang: <b>{ $people }</b>, lengkap: { $complete }
ana-line-model = Konstruk: <b>{ $latent }</b> ({ $items } butir)
ana-line-people-all = Orang: <b>{ $people }</b>
ana-line-part = Bagian: <b>{ $part }</b> ({ $items } butir)
ana-line-method = Metode: <b>{ $method }</b>
ana-which-latest = kiriman terakhir setiap orang
ana-which-first = kiriman pertama setiap orang
button-ana-which-latest = Pakai kiriman terakhir
button-ana-which-first = Pakai kiriman pertama
ana-method-ML = ML (maximum likelihood)
ana-method-MLM = MLM (ML dengan koreksi Satorra–Bentler)
ana-method-WLSMV = WLSMV (butir ordinal)
ana-method-PLS = PLS-SEM dengan bootstrap
ana-why-ordinal = Dipilih otomatis: butir berkategori sedikit dan orangnya cukup.
ana-why-few = Dipilih otomatis: butir ordinal, tetapi orangnya kurang dari 200 untuk WLSMV.
ana-why-many-categories = Dipilih otomatis: kategori butir cukup banyak untuk dianggap angka.
ana-why-missing = Dipilih otomatis: banyak jawaban kosong, maka semua jawaban yang ada dipakai.
ana-why-formative = Dipilih otomatis: model memakai &lt;~, yang hanya dapat dihitung dengan PLS.
ana-missing-listwise = Jawaban kosong: hanya orang yang lengkap dihitung.
ana-missing-fiml = Jawaban kosong: semua jawaban dipakai (FIML).
ana-missing-pls = Jawaban kosong: hanya orang yang lengkap dihitung.
ana-too-few-used = Kurang dari { $fewest } orang menjawab semua butirnya, jadi belum dapat dihitung. Pilih metode lain, butir lain, atau tunggu.
ana-few-for-items = { $people } orang belum cukup untuk { $items } butir sekaligus. CFA memerlukan lebih banyak orang daripada butir.
ana-instead = Pilih satu bagian saja, atau mulai dari reliabilitas.
button-ana-part = Pilih bagian
ana-part-how = Bagian mana? Satu bagian memerlukan lebih sedikit orang.
ana-part-all = Semua bagian
ana-part = { $part } · { $items } butir
ana-care = Laporan memuat angka gabungan saja. Ini penilaian diri, bukan kinerja resmi.
ana-care-test = Laporan memuat angka gabungan saja, tanpa nama.
button-ana-run = Jalankan
button-ana-estimator = Ubah metode

ana-estimator-how = Metode mana?
ana-estimator-auto = Otomatis
ana-estimator-ML = ML
ana-estimator-MLM = MLM
ana-estimator-WLSMV = WLSMV
ana-estimator-PLS = PLS-SEM
ana-estimator-about-auto = • Otomatis: dipilih menurut kategori butir, jumlah orang, dan jawaban kosong.
ana-estimator-about-ML = • ML: untuk jawaban yang mendekati sebaran normal.
ana-estimator-about-MLM = • MLM: seperti ML, tetapi tahan terhadap sebaran yang miring.
ana-estimator-about-WLSMV = • WLSMV: untuk butir ordinal, sebaiknya 200 orang atau lebih.
ana-estimator-about-PLS = • PLS-SEM: untuk prediksi dan konstruk formatif.

## Menunggu dan sesudahnya
ana-waits =
    { $count ->
        [0] Segera dimulai.
       *[other] Menunggu giliran: { $count } analisis di depan Anda.
    }
ana-reading = Membaca jawaban.
ana-computing = Menghitung.
ana-writing = Menulis laporan.
ana-percent = { $share } %
ana-wait-how = Anda boleh meninggalkan layar ini. Laporannya dikirim ke obrolan ini.
ana-done = Selesai. Laporan PDF dan Excel dikirim ke obrolan ini.
ana-cancelled = Dihentikan. Tidak ada laporan yang dikirim.
ana-refused = Analisis ini tidak dapat dihitung dengan benar:
ana-failed-role = Analisis hanya untuk admin.
ana-failed-form = Kuesioner ini tidak ada lagi. Pilih kuesioner lain.
ana-failed-few = Orangnya terlalu sedikit untuk dianalisis. Tunggu sampai lebih banyak yang mengisi.
ana-failed-too-large = Perhitungan ini terlalu besar atau terlalu lama. Sederhanakan modelnya, atau pilih metode ML.
ana-failed-disk = Laporan belum dapat disimpan di server. Coba lagi nanti, atau hubungi pengelola.
ana-failed-broken = Analisis belum berhasil. Coba lagi; jika gagal lagi, pilih metode lain.
button-ana-cancel = Hentikan
button-ana-again = Jalankan lagi
button-ana-resend = Kirim lagi laporannya
button-ana-open = Buka
button-ana-other = ‹ Kuesioner lain
toast-ana-cancelled = Dihentikan.
toast-ana-one-at-a-time = Satu analisis sedang berjalan. Tunggu sampai selesai, atau hentikan dulu.
toast-ana-not-yours = Analisis hanya untuk admin.
toast-ana-gone = Laporan ini tidak disimpan lagi. Jalankan sekali lagi.
toast-ana-resent = Laporan dikirim lagi.
ana-letter-tables = Semua angka sebagai tabel Excel.

## Sebelumnya
ana-earlier = Analisis sebelumnya
ana-earlier-how = Ketuk untuk melihat, mengirim lagi, atau menjalankan lagi. Laporan disimpan 30 hari.
ana-earlier-none = Belum ada analisis.

## Di dalam laporan
ana-origin = { $form } ({ $which })
ana-asked-quick = Pemeriksaan cepat atas jawaban.
ana-asked-reliability = Reliabilitas setiap dimensi dan mutu butirnya.
ana-asked-cfa = Apakah butir mengukur dimensinya masing-masing (CFA).
ana-asked-study = Model studi 003: faktor pendukung, kompetensi, kinerja (PLS-SEM).
ana-asked-test = Kesukaran dan daya beda soal ujian, pengecohnya, dan reliabilitas tes.
ana-asked-own = Model yang ditulis sendiri.
ana-told-people = Dasar perhitungan: { $n } dari { $given } orang.
ana-told-versions = Jawaban dari { $count } versi kuesioner digabung menurut nama butir.

## Yang ditinggalkan sebelum dihitung
analysis-left-out-constant = Tidak ikut dihitung karena semua orang menjawab sama: { $names }.
analysis-left-out-empty = Tidak ikut dihitung karena belum ada jawabannya: { $names }.
analysis-left-out-few-answers = Tidak ikut dihitung karena baru sedikit orang menjawabnya: { $names }.
analysis-left-out-few-used = Hanya { $n } orang yang jawabannya dapat dipakai; perlu paling sedikit { $least }. Pakai butir yang lebih banyak dijawab.
analysis-left-out-not-compared = Skala tidak dibandingkan: hanya { $n } orang menjawab semua butir, dan itu perlu paling sedikit { $least }.
analysis-left-out-same = Jawaban { $first } dan { $second } persis sejalan. Yang kedua tidak ikut dihitung.
analysis-left-out-scale-small = Skala “{ $scale }” tidak ikut dihitung: butirnya kurang dari { $least }.
analysis-left-out-scale-few-rows = Skala “{ $scale }” tidak ikut dihitung: hanya { $rows } orang menjawab semua butirnya.
analysis-left-out-nothing-left = Belum ada skala yang dapat dihitung; semua orang menjawab sama pada: { $names }. Kumpulkan lebih banyak jawaban.

## Soal tes yang diundi
anr-k-drawn = Soal diundi
anr-k-drawn-value = Setiap orang mendapat { $count } dari { $bank } soal. Reliabilitas menurut Kuder–Richardson (KR-20, KR-21) atau analisis varians butir dalam orang; “strata”: galat dihitung di dalam tiap bidang.
analysis-drawn-nobody = Belum ada tes yang soalnya masih ada di bank. Tunggu sampai ada yang mengerjakan.
analysis-drawn-few = Dikerjakan kurang dari { $wanted } orang, jadi tidak ditampilkan: { $names }.
analysis-drawn-few-each = Dikerjakan kurang dari { $wanted } orang, jadi daya bedanya belum dihitung: { $names }.
analysis-drawn-weak = Kurang membedakan yang paham dari yang belum: { $names }. Tinjau kalimat dan pilihannya.
analysis-drawn-key-doubtful = Pemilih salah satu pengecoh lebih menguasai soal lain daripada pemilih kunci: { $names }. Periksa kuncinya.
analysis-drawn-distractor-unused = Pengecoh yang hampir tidak pernah dipilih: { $names }. Ganti dengan yang lebih masuk akal.
analysis-drawn-no-coefficient = Reliabilitas belum dihitung. Perlu { $wanted } orang dengan jumlah soal sama dan nilai yang berbeda.
