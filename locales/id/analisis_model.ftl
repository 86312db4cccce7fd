# Bahasa model (analisis): apa yang tidak dapat dibaca atau tidak dapat diminta, beserta tempatnya.
analysis-model-empty = Berkas model kosong. Tulislah paling sedikit satu hubungan, misalnya: sikap =~ a1 + a2 + a3
analysis-model-character = Baris { $line }, kolom { $column }: tanda “{ $found }” tidak dikenal di dalam model. Hapus tanda itu, atau apit nama kolom yang memakainya dengan `…`.
analysis-model-quote = Baris { $line }, kolom { $column }: tanda petik { $found } tidak ditutup. Tambahkan tanda petik penutup di baris yang sama.
analysis-model-operator-missing = Baris { $line }, kolom { $column }: diharapkan =~, ~ atau ~~ antara kiri dan kanan, ditemukan “{ $found }”. Jika baris ini lanjutan, akhiri baris sebelumnya dengan +.
analysis-model-left-missing = Baris { $line }, kolom { $column }: diharapkan nama faktor atau variabel di kiri tanda, ditemukan “{ $found }”.
analysis-model-left-modifier = Baris { $line }, kolom { $column }: di kiri tanda hanya boleh ada nama. Pindahkan angka atau label ke kanan, misalnya: f =~ 1*a1 + a2
analysis-model-term-missing = Baris { $line }, kolom { $column }: diharapkan nama variabel sesudah atau di tempat “{ $found }”. Lengkapi, atau hapus tanda yang berlebih.
analysis-model-plus-missing = Baris { $line }, kolom { $column }: diharapkan + atau akhir baris, ditemukan “{ $found }”. Tulis satu hubungan per baris.
analysis-model-modifier = Baris { $line }, kolom { $column }: “{ $found }” di depan * tidak dapat dibaca. Yang dikenal: angka, label, NA, start(0.5), equal("f=~a1"), c(a, b).
analysis-model-function = Baris { $line }, kolom { $column }: “{ $found }(…)” tidak didukung di sini. Hapus bagian itu dari model.
analysis-model-parenthesis = Baris { $line }, kolom { $column }: tanda kurung “{ $found }” tidak berpasangan. Lengkapi atau hapus kurung itu.
analysis-model-too-deep = Baris { $line }, kolom { $column }: tanda kurung atau tanda hitung bertumpuk terlalu dalam. Sederhanakan bagian itu.
analysis-model-single-equals = Baris { $line }, kolom { $column }: tanda = tunggal tidak dikenal. Pakai =~ untuk butir sebuah faktor, atau == untuk menyamakan dua label.
analysis-model-block = Baris { $line }, kolom { $column }: blok seperti “group: 1” tidak didukung. Pakai pilihan kelompok, dan c(a, b) untuk nilai per kelompok.
analysis-model-product = Baris { $line }, kolom { $column }: hasil kali seperti x:z tidak didukung. Hitung hasil kalinya sebagai kolom data, lalu pakai nama kolom itu.
analysis-model-number-term = Baris { $line }, kolom { $column }: diharapkan nama variabel, ditemukan angka { $found }. Untuk menetapkan nilai, tulis angka di depan nama: { $found }*a1
analysis-model-expression-missing = Baris { $line }, kolom { $column }: sesudah tanda ini diharapkan rumus atau angka.
analysis-model-expression = Baris { $line }, kolom { $column }: rumus tidak dapat dibaca pada “{ $found }”. Yang dikenal: + - * / ^, kurung, exp, log, sqrt, abs, angka dan label.
analysis-model-expression-function = Baris { $line }, kolom { $column }: fungsi “{ $found }” tidak dikenal. Yang dikenal: exp, log, sqrt, abs.
analysis-model-expression-value = Efek “{ $name }” tidak mempunyai nilai: ada pembagian dengan nol, atau log atau akar bilangan negatif. Periksa rumusnya.
analysis-model-formative = Baris { $line }, kolom { $column }: faktor formatif “{ $name }” (<~) hanya dapat dianalisis dengan PLS. Pakai analisis PLS, atau tulis =~.
analysis-model-inequality = Baris { $line }, kolom { $column }: batas dengan < atau > tidak didukung. Hapus baris itu, lalu periksa hasilnya sendiri.
analysis-model-twice = Baris { $line }, kolom { $column }: hubungan “{ $name }” ditulis dua kali. Hapus salah satunya.
analysis-model-itself = Baris { $line }, kolom { $column }: “{ $name }” dihubungkan dengan dirinya sendiri. Varians ditulis { $name } ~~ { $name }.
analysis-model-scale = Baris { $line }, kolom { $column }: skala (~*~) dan ambang (|) hanya untuk butir ordinal itu sendiri, bukan untuk “{ $name }”.
analysis-model-threshold = Baris { $line }, kolom { $column }: ambang bernama t1, t2 dan seterusnya, ditemukan “{ $name }”.
analysis-model-no-relation = Model tidak memuat hubungan antarvariabel. Tulislah paling sedikit satu, misalnya: sikap =~ a1 + a2 + a3
analysis-model-unknown-item = Baris { $line }, kolom { $column }: “{ $name }” bukan kolom data dan bukan faktor. Periksa ejaannya; huruf besar dan kecil dibedakan.
analysis-model-unknown-item-near = Baris { $line }, kolom { $column }: “{ $name }” bukan kolom data dan bukan faktor. Apakah yang dimaksud “{ $near }”?
analysis-model-latent-is-column = Baris { $line }, kolom { $column }: faktor “{ $name }” bernama sama dengan sebuah kolom data. Beri faktor itu nama lain.
analysis-model-unknown-label = Baris { $line }, kolom { $column }: label “{ $name }” tidak ada di dalam model. Beri label dengan { $name }* di depan variabelnya.
analysis-model-unknown-label-near = Baris { $line }, kolom { $column }: label “{ $name }” tidak ada di dalam model. Apakah yang dimaksud “{ $near }”?
analysis-model-defined-twice = Baris { $line }, kolom { $column }: nama “{ $name }” sudah dipakai. Beri efek ini nama lain.
analysis-model-constraint = Baris { $line }, kolom { $column }: “{ $found }” terlalu rumit. Yang dapat dipakai: dua label (a == b), atau label dan angka (a == 0.5).
analysis-model-many-equal = Baris { $line }, kolom { $column }: hanya dua label dapat disamakan dalam satu baris. Tulis a == b, lalu b == c di baris berikutnya.
analysis-model-constraint-contradiction = Baris { $line }, kolom { $column }: label “{ $name }” diminta sama dengan dua angka berbeda. Hapus salah satunya.
analysis-model-equal-unknown = Baris { $line }, kolom { $column }: tidak ada parameter bernama “{ $name }”. Pakai label yang sudah ada, misalnya a pada a*x2.
analysis-model-modifier-groups = Baris { $line }, kolom { $column }: “{ $name }” mendapat { $given } nilai, padahal ada { $groups } kelompok. Tulis satu nilai, atau satu untuk tiap kelompok.
analysis-model-nothing-observed = Faktor “{ $name }” tidak mempunyai butir: model hanya memuat faktor. Tulis butirnya, misalnya: { $name } =~ a1 + a2 + a3
analysis-model-factor-without-unit = Faktor “{ $name }” tidak mempunyai satuan. Tetapkan satu muatan menjadi 1, atau variansnya: { $name } ~~ 1*{ $name }
analysis-model-factor-too-few-items = Faktor “{ $name }” hanya mempunyai { $items } butir dan tidak terhubung dengan yang lain, sehingga tidak teridentifikasi. Tambahkan butir sampai tiga, atau hubungkan dengan faktor lain.
analysis-model-too-many-parameters = Model tidak teridentifikasi: data memberi { $known } angka, sedangkan model menanyakan { $asked }. Kurangi hubungan, atau tambahkan butir.
