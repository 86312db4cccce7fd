# Arti hasil analisis: kesimpulan, batas, dan apa yang tidak boleh disimpulkan.

## Kesesuaian model
anr-v-good = baik
anr-v-fair = dapat diterima
anr-v-poor = belum memadai
anr-not-converged = Perhitungan belum menemukan titik akhir. Angka di laporan ini tidak boleh dipakai.
anr-saturated = Model ini jenuh (df = 0): cocok karena tidak ada yang diuji, bukan bukti.
anr-fit-good = Model sesuai dengan data menurut semua ukuran yang dinilai.
anr-fit-fair = Kesesuaian model dapat diterima, tetapi belum semua ukuran baik.
anr-fit-poor = Model belum sesuai dengan data. Lihat muatan lemah dan residual terbesar sebelum memakainya.
anr-fit-impossible = Penyelesaian ini memuat angka yang tidak mungkin, jadi kecocokannya belum boleh dipakai. Lihat peringatan.
anr-fit-unrelated = Butir-butirnya hampir tidak saling berhubungan. Kecocokan model tidak berarti apa-apa di sini.
anr-fit-said = { $name } { $value } ({ $words })
anr-fit-by = Ukurannya: { $said }.
anr-chi2-rejects = Uji χ² menolak kesesuaian persis: χ² = { $chi2 }, df = { $df }, { $p }. Pada sampel besar, ini biasa.
anr-chi2-holds = Uji χ² tidak menolak model: χ² = { $chi2 }, df = { $df }, { $p }.
anr-rmsea-few-df = RMSEA kurang dapat diandalkan pada df dan sampel sekecil ini.
anr-cut-off = { $mark } { $good } baik; { $mark } { $fair } dapat diterima
anr-fit-chi2-value = { $chi2 }; df = { $df }; { $p }
anr-fit-scaling = Faktor skala χ²
anr-fit-chi2-naive = χ² tanpa koreksi
anr-fit-rmsea = { $value } [{ $lo }; { $hi }] (90 %)
anr-fit-robust = { $name } robust
anr-fit-compare = Untuk membandingkan model; lebih kecil lebih baik
anr-fit-npar = Parameter bebas
anr-fit-note = Batas adalah kebiasaan peneliti, bukan hukum. Baca bersama isi model.
anr-saturated-note = df = 0: model jenuh. Ukuran kesesuaian tidak mengatakan apa pun tentangnya.
anr-modification-warning = Jangan mengejar indeks. Ubah model hanya bila ada alasan teori, lalu uji pada data lain.

## Arti CFA dan SEM
anr-m-loadings = Muatan terstandar { $count } butir berkisar dari { $lo } sampai { $hi }.
anr-m-weak = Muatan di bawah { $limit }: { $names }. Periksa kalimat butirnya sebelum membuangnya.
anr-m-cr-good = Semua faktor konsisten: reliabilitas komposit (CR) 0,70 atau lebih.
anr-m-cr-low = Reliabilitas komposit di bawah 0,70: { $names }. Skor faktor ini belum cukup andal.
anr-m-ave-low = AVE di bawah 0,50: { $names }. Galat butirnya lebih besar daripada yang dijelaskan faktor.
anr-m-alike = Faktor yang sulit dibedakan (korelasi di atas 0,85): { $pairs }.
anr-m-strongest = Hubungan terkuat: { $source } → { $target }, koefisien terstandar { $value }.
anr-m-not-clear = Hubungan yang belum jelas berbeda dari nol: { $names }.
anr-m-reliability-is = CR dan AVE menurut Fornell & Larcker (1981); omega menurut Raykov (2001).
anr-m-reliability-ordinal = CR dan AVE menurut Fornell & Larcker (1981), dari respons laten; skor jumlah biasanya kurang andal.

## Apa yang tidak boleh disimpulkan
anr-l-self = Jika jawabannya penilaian diri, hasilnya menggambarkan pandangan orang tentang dirinya.
anr-l-causal = Panah adalah anggapan model. Data sekali ambil tidak membuktikan sebab-akibat.
anr-l-other-models = Model yang cocok belum tentu benar. Model lain bisa cocok sama baiknya.
anr-l-same-sample = Model yang diubah dari data ini perlu diuji pada data lain.
anr-l-cut-offs = Batas baik atau kurang adalah kebiasaan. Hasil di dekat batas perlu dibaca hati-hati.

## PLS-SEM
anr-f2-large = besar
anr-f2-middle = sedang
anr-f2-small = kecil
anr-f2-none = sangat kecil
anr-f2-note = f²: 0,02 kecil; 0,15 sedang; 0,35 besar (Cohen 1988). Baris berwarna: selangnya memuat nol.
anr-pls-r2 = { $name } { $value }
anr-pls-explained = Bagian varians yang dijelaskan: { $said }.
anr-pls-strongest = Untuk { $target }, { $source } paling kuat: koefisien { $value }, f² { $f2 } ({ $words }).
anr-pls-all-clear = Selang bootstrap semua jalur tidak memuat nol.
anr-pls-tiny = Jelas berbeda dari nol, tetapi sangat kecil (f² di bawah 0,02): { $names }. Sampel besar membuat selisih kecil tampak.
anr-pls-alike = Sulit dibedakan (HTMT di atas 0,90): { $pairs }. Isinya mungkin sama.
anr-pls-route = Rute tak langsung terkuat: { $route }, { $value }.
anr-pls-q2-good = Model punya daya prediksi: semua Q² di atas nol.
anr-pls-q2-none = Tanpa daya prediksi (Q² nol atau kurang): { $names }.
anr-l-pls-composite = Konstruk PLS adalah gabungan butir, bukan faktor laten. Angkanya tidak sama dengan CFA.
anr-l-same-people = Semua jawaban dari orang dan saat yang sama. Hubungannya bisa tampak lebih kuat.

## Reliabilitas dan butir
anr-alpha-good = { $scale }: andal. Alfa { $alpha }, omega { $omega }.
anr-alpha-fair = { $scale }: cukup andal untuk penelitian kelompok. Alfa { $alpha }, omega { $omega }.
anr-alpha-low = { $scale }: belum cukup andal. Alfa { $alpha }, omega { $omega }.
anr-alpha-some-low = { $enough } skala andal atau cukup andal; { $low } belum: { $names }.
anr-alpha-all-enough = Semua { $count } skala andal atau cukup andal (alfa 0,70 atau lebih).
anr-m-scales-alike = Ada { $count } pasang skala yang isinya mungkin sama. Lihat tabel HTMT.
anr-alpha-note = Batas 0,70 dan 0,80: Nunnally & Bernstein (1994). Baris berwarna: alfa di bawah 0,70.
anr-m-alpha-is = Alfa dan omega mengatakan seberapa ajek jumlah skor, bukan seberapa benar isinya.
anr-m-item-weak = Kurang sejalan dengan butir lain (di bawah { $limit }): { $names }. Periksa kalimatnya.
anr-m-item-better = Alfa naik bila butir ini dilepas: { $names }. Pertimbangkan isinya lebih dulu.
anr-m-ceiling = Separuh jawaban atau lebih berada di nilai tertinggi: { $names }. Butir ini sulit membedakan orang.
anr-m-floor = Separuh jawaban atau lebih berada di nilai terendah: { $names }. Butir ini sulit membedakan orang.
anr-m-kmo-good = Data layak untuk analisis faktor: KMO { $kmo }.
anr-m-kmo-fair = Data cukup layak untuk analisis faktor: KMO { $kmo }.
anr-m-kmo-low = Data kurang layak untuk analisis faktor: KMO { $kmo }.
anr-kmo-note = KMO: 0,80 baik; 0,60 cukup (Kaiser 1974). Bartlett menguji apakah butir berkorelasi sama sekali.
anr-look-reversed = berlawanan arah: mungkin perlu dibalik
anr-look-weak = kurang sejalan
anr-look-better = alfa naik tanpanya
anr-look-ceiling = menumpuk di nilai tertinggi
anr-l-alpha-one = Alfa tinggi tidak membuktikan bahwa skala mengukur satu hal saja.
anr-l-alpha-sample = Angka ini milik kelompok ini. Pada kelompok lain bisa berbeda.
anr-l-item-out = Butir tidak dibuang karena angka saja. Isinya bisa tetap diperlukan.

## Cek cepat
anr-quick-data = { $n } orang, { $items } butir; { $complete } baris lengkap, { $missing } jawaban kosong.
anr-quick-able = Bisa dilanjutkan dengan: { $names }.
anr-quick-doubtful = Bisa, dengan hati-hati: { $names }. Alasannya ada di tabel.
anr-quick-able-none = Belum ada analisis yang layak dengan data ini. Alasannya ada di tabel.
anr-quick-low = Alfa di bawah 0,70: { $names }.
anr-quick-alpha-good = Alfa semua skala 0,70 atau lebih.
anr-quick-constant = Semua orang menjawab sama: { $names }. Butir ini tidak dapat dianalisis.
anr-l-quick = Cek cepat hanya melihat kelayakan data. Kesimpulan menunggu analisis lengkap.
anr-can-reliability = Reliabilitas
anr-can-cfa-ml = CFA (ML atau MLM)
anr-can-cfa-wlsmv = CFA ordinal (WLSMV)
anr-can-efa = Analisis faktor eksploratori
anr-can-pls = PLS-SEM
anr-can-yes = bisa
anr-can-doubtful = bisa, dengan hati-hati
anr-can-no = belum bisa

## Analisis eksploratori
anr-efa-share = { $count } faktor menjelaskan { $share } varians dari { $items } butir.
anr-efa-rmsea = RMSEA { $value } [{ $lo }; { $hi }] (90 %).
anr-efa-factor = { $factor } terutama terbentuk dari: { $names }.
anr-efa-empty = { $factor } tidak punya butir yang menonjol. Coba satu faktor lebih sedikit.
anr-efa-loose = Tidak masuk faktor mana pun (di bawah { $limit }): { $names }.
anr-efa-crossing = Masuk lebih dari satu faktor: { $names }.
anr-l-efa-explores = EFA mencari pola, bukan menguji. Uji polanya dengan CFA pada data lain.
anr-l-efa-names = Nama faktor diberikan orang yang paham isi butir, bukan oleh angka.
anr-parallel-factors = Faktor yang disarankan: { $count }.
anr-parallel-components = Komponen yang disarankan: { $count }.
anr-m-parallel = Yang dihitung hanya faktor yang lebih besar daripada yang muncul dari data acak.
anr-l-parallel = Jumlah ini saran. Jumlah akhir juga ditentukan oleh arti butir.

## Soal tes
anr-test-good = Tes ini andal: { $name } { $value }.
anr-test-fair = Tes ini cukup andal untuk kelompok: { $name } { $value }.
anr-test-low = Tes ini belum cukup andal untuk menilai orang: { $name } { $value }.
anr-test-mean = Rerata skor { $mean } dari { $count } soal, simpangan baku { $sd }.
anr-test-sem = Skor seseorang bisa meleset sekitar { $value } poin karena galat pengukuran.
anr-test-hard = Sangat sukar (kurang dari 30 % benar): { $names }.
anr-test-easy = Sangat mudah (lebih dari 90 % benar): { $names }.
anr-test-weak = Kurang membedakan yang paham dari yang belum: { $names }. Periksa kunci dan kalimatnya.
anr-look-hard = sangat sukar
anr-look-easy = sangat mudah
anr-l-test = Tes mengukur yang ditanyakan, bukan seluruh kemampuan bekerja.

## Invariansi pengukuran
anr-inv-configural = konfigural (bentuk sama)
anr-inv-metric = metrik (muatan sama)
anr-inv-scalar = skalar (muatan dan intersep/ambang sama)
anr-inv-configural-short = konfigural
anr-inv-metric-short = metrik
anr-inv-scalar-short = skalar
anr-inv-reached-configural = Antarkelompok { $group }, hanya bentuk modelnya sama. Hubungan dan rerata belum boleh dibandingkan.
anr-inv-reached-metric = Antarkelompok { $group }, muatannya sama: hubungan boleh dibandingkan. Rerata belum boleh.
anr-inv-reached-scalar = Antarkelompok { $group }, muatan dan intersepnya sama: rerata faktor boleh dibandingkan.
anr-inv-poor = Model dasarnya sendiri belum sesuai dengan data. Perbandingan kelompok menunggu model yang lebih baik.
anr-inv-holds = Langkah { $step } berlaku: ΔCFI { $cfi }, ΔRMSEA { $rmsea }.
anr-inv-fails = Langkah { $step } tidak berlaku: ΔCFI { $cfi }, ΔRMSEA { $rmsea }.
anr-inv-yes = berlaku
anr-inv-no = tidak berlaku
anr-inv-note = Tiap langkah dibandingkan dengan langkah sebelumnya. Parameter di bawah: langkah terakhir yang berlaku.
anr-m-invariance = Kelompok boleh dibandingkan sejauh butirnya diartikan sama di tiap kelompok.
anr-l-invariance = Perbedaan kelompok bukan bukti bahwa satu kelompok lebih baik. Cara menjawab bisa berbeda.

## Peringatan sejenis dalam satu kalimat
anr-more-alike = … dan { $count } peringatan serupa.
anr-each-pair = { $first }–{ $second }
anr-each-pair-htmt = { $first }–{ $second } ({ $htmt })
anr-each-pair-value = { $first }–{ $second } ({ $value })
anr-each-pair-interval = { $first }–{ $second } ({ $value } [{ $lo }; { $hi }])
anr-each-pair-correlation = { $first }–{ $second } ({ $correlation })
anr-each-category = { $item } ({ $category })
anr-each-category-group = { $item } ({ $category }, “{ $group }”)
anr-each-items = { $names } (“{ $scale }”)
anr-each-scale = { $scale }
anr-each-options = { $name } ({ $names })
anr-each-question-value = { $name } ({ $value })
anr-each-question = { $name }
anr-many-scales-alike = Skala yang hampir tidak terbedakan (HTMT 0,90 atau lebih): { $list }. Pertimbangkan menggabungkannya atau meninjau butirnya.
anr-many-htmt = Konstruk yang hampir tidak terbedakan (HTMT di atas 0,90): { $list }. Pertimbangkan menggabungkannya atau meninjau butirnya.
anr-many-above-one = Setelah dikoreksi, korelasinya lebih dari 1: { $list }. Jangan pakai hasil PLSc untuk konstruk ini.
anr-many-same = Pasangan butir yang persis sejalan: { $list }. Setiap pasangan sama dengan satu butir saja.
anr-many-nearly-same = Pasangan butir dengan korelasi polikorik hampir ±1: { $list }. Sebaiknya keluarkan salah satu; hasilnya dapat menyesatkan.
anr-many-never-chosen = Pilihan yang tidak dipilih seorang pun: { $list }. Pilihan itu dianggap tidak ada.
anr-many-joined = Pilihan yang kosong di satu kelompok: { $list }. Pilihan itu digabung dengan sebelahnya, di semua kelompok.
anr-many-reversed = Butir yang berlawanan arah dengan skalanya: { $list }. Bila kalimatnya negatif, balik skornya; bila tidak, tinjau isinya.
anr-many-duplicates = Butir yang sama atau mengikuti butir lain: { $list }. Omega skalanya tidak dihitung; keluarkan salah satunya.
anr-many-heywood = Butir yang terbaca tanpa galat (kasus Heywood): { $list }. Jangan pakai omega dan AVE skala itu.
anr-many-alpha-negative = Alpha negatif: { $list }. Biasanya ada butir yang belum dibalik, atau butirnya tidak mengukur hal sama.
anr-many-two = Skala dengan dua butir saja: { $list }. Omega dan AVE dihitung dengan anggapan kedua muatannya sama.
anr-many-omega-not-found = Satu faktor tidak ditemukan untuk: { $list }. Periksa butir yang tidak berhubungan dengan butir lain.
anr-many-key-doubtful = Soal yang kuncinya perlu diperiksa: { $list }. Pemilih jawaban dalam kurung lebih menguasai soal lain.
anr-many-distractor-unused = Pilihan yang hampir tidak pernah dipilih: { $list }. Ganti dengan pengecoh yang lebih masuk akal.
anr-many-not-discriminating = Soal yang kurang membedakan orang (korelasi butir–sisa): { $list }. Tinjau kalimat dan pilihannya.
anr-many-same-points = Soal yang dijawab dengan nilai sama oleh semua orang: { $list }. Soal ini tidak membedakan orang.
anr-each-scale-people = { $scale } ({ $n } orang, { $items } butir)
anr-many-omega-few-people = Orangnya tidak lebih banyak daripada butirnya: { $list }. Omega dan AVE skala itu tidak dihitung; tambah orang atau kurangi butir.
anr-each-scale-rows = { $scale } ({ $rows } orang)
anr-many-scale-small = Skala yang tidak ikut dihitung karena butirnya terlalu sedikit: { $list }.
anr-many-scale-few-rows = Skala yang tidak ikut dihitung karena terlalu sedikit orang menjawab semua butirnya: { $list }.
