# CFA dan SEM: yang tidak dapat dihitung, dan yang perlu diketahui tentang hasilnya (scoring/analysis/sem.py,
# identification.py, sem_gates.py, invariance.py).
analysis-sem-not-identified = Data ini tidak dapat membedakan { $names }: angka lain pun akan sama cocoknya. Tetapkan salah satunya, samakan, atau tambahkan butir.
analysis-sem-not-converged = Penyelesaian tidak ditemukan setelah { $iterations } langkah. Sederhanakan model, periksa butir yang lemah, atau kumpulkan lebih banyak jawaban.
analysis-sem-not-converged-group = Penyelesaian tidak ditemukan setelah { $iterations } langkah. Kelompok “{ $group }” hanya punya { $rows } orang; gabungkan dengan kelompok lain, atau jalankan tanpa kelompok.
analysis-sem-impossible-values = Angka yang ditetapkan di model membuat varians dan kovarians yang tidak mungkin. Periksa angka tetap dan nilai awalnya.
analysis-sem-many-thresholds = Model menyebut ambang { $threshold } pada { $name }, padahal jawabannya hanya punya { $there } ambang. Hapus ambang itu dari model.
analysis-sem-wlsmv-without-ordinal = WLSMV hanya untuk butir ordinal. Sebutkan butirnya dengan --ordinal (misalnya --ordinal all), atau pakai ML atau MLM.
analysis-sem-ordinal-needs-wlsmv = Butir ordinal dihitung dengan WLSMV, bukan { $estimator }. Pakai WLSMV, atau jangan sebut butirnya ordinal.
analysis-sem-unknown-ordinal = Butir ordinal { $names } tidak ada di data. Periksa nama kolomnya.
analysis-sem-fiml-needs-ml = Jawaban kosong dengan FIML hanya dapat dihitung dengan ML, bukan { $estimator }. Pakai ML, atau listwise.
analysis-sem-convention-normal-only = Konvensi n−1 (LISREL) hanya ada untuk ML dan MLM dengan data lengkap. Pakai konvensi n.
analysis-sem-negative-variance = Varians negatif pada { $names } (kasus Heywood): tidak mungkin terjadi, jadi angka lain pun meragukan. Biasanya butirnya terlalu sedikit, orangnya terlalu sedikit, atau modelnya keliru.
analysis-sem-loading-above-one = Muatan baku melebihi 1 pada { $names }. Itu mungkin hanya bila faktor saling berkaitan; periksa butir yang hampir sama.
analysis-sem-latent-not-positive = Ada faktor yang korelasinya lebih dari 1 atau saling menentukan. Dua faktor mungkin sebenarnya satu; coba gabungkan.
analysis-sem-saturated = Model ini jenuh (df = 0): selalu cocok dengan data apa pun. Kecocokannya tidak membuktikan apa-apa.
analysis-sem-nothing-shared = Butir-butir ini hampir tidak saling berkaitan, jadi tidak tampak faktor bersama. CFI, TLI, dan RMSEA tidak berarti di sini; periksa butir dan kode jawabannya.
analysis-sem-few-per-parameter = { $n } orang untuk { $parameters } parameter itu sedikit; sebaiknya paling sedikit lima orang per parameter. Bacalah angkanya dengan hati-hati.
analysis-sem-few-people = Hanya { $n } orang: ukuran kecocokan dan galat baku belum tentu tepat di bawah 100. Bacalah dengan hati-hati.
analysis-sem-not-converged-result = Pencarian berhenti setelah { $iterations } langkah tanpa penyelesaian. Angka ini bukan hasil; jangan dipakai.
analysis-invariance-step-failed = Model { $step } tidak dapat dihitung, jadi perbandingan berhenti sebelum langkah itu. Lihat kelompok yang orangnya sedikit.
