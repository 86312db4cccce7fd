# Pasangan belajar: kesediaan, usulan koordinator, pertanyaan kepada keduanya, kabar mingguan, melihat kembali.
# Tidak ada nilai, kategori, atau urutan seseorang di surat mana pun.

command-mentor = Mentor: kesediaan dan pasangan belajar
button-mentor = Mentor
mentor-title = Mentor dan pasangan belajar
mentor-what = Dua pendamping belajar bersama, kira-kira 15 menit seminggu. Koordinator mengusulkan, Anda berdua yang memutuskan.

## Tema
mentor-theme-peran = pemahaman peran
mentor-theme-personal = kompetensi personal
mentor-theme-sosial = kompetensi sosial
mentor-theme-mengajar = memfasilitasi P2K2
mentor-theme-komunikasi = komunikasi dan inovasi
mentor-theme-belajar = cara belajar
mentor-theme-dtsen = pemanfaatan DTSEN

## Kesediaan
mentor-wish = Kesediaan Anda:
mentor-wish-none = Anda belum mengisi kesediaan. Lima pertanyaan, satu menit.
mentor-wish-mentee-yes = Ingin belajar bersama mentor.
mentor-wish-mentee-no = Saat ini tidak mencari mentor.
mentor-wish-mentee-open = Soal mentor, terserah usulan koordinator.
mentor-wish-mentor-yes = Bersedia menjadi mentor, paling banyak untuk { $count } rekan.
mentor-wish-mentor-no = Saat ini tidak menjadi mentor.
mentor-wish-mentor-open = Soal menjadi mentor, terserah usulan koordinator.
mentor-wish-shares = Mentor boleh mengetahui tema Anda. Hasil Anda tetap milik Anda.
mentor-wish-shares-not = Mentor tidak diberi tahu tema Anda.
mentor-wish-languages = Bahasa: { $languages }.
button-mentor-wish = Isi kesediaan
button-mentor-wish-change = Ubah kesediaan
toast-mentor-wish-kept = Kesediaan Anda tersimpan. Terima kasih.

## Pasangan sendiri
mentor-question-mentee = Seorang rekan di { $region } diusulkan menjadi mentor untuk belajar bersama Anda.
mentor-question-mentor = Seorang rekan di { $region } diusulkan untuk belajar bersama Anda. Anda menjadi mentornya.
mentor-question-contact = Bila Anda berdua bersedia, masing-masing mengetahui nama dan tautan Telegram yang lain. Hasil kuesioner tidak dibagikan.
mentor-waits = Terima kasih atas jawaban Anda. Kami kabari begitu ada kelanjutannya.
mentor-with-mentor = Anda mentor bagi { $other } sejak { $since }.
mentor-with-mentee = Mentor Anda { $other }, sejak { $since }.
mentor-contact = Ketuk namanya untuk menulis. Bila tautan tidak terbuka, koordinator dapat membantu.
mentor-stop-sure = Akhiri belajar bersama { $other }? Ia hanya diberi tahu bahwa pasangan ini selesai.
button-mentor-yes = Bersedia
button-mentor-no = Belum bisa
button-mentor-stop = Akhiri: { $other }
button-mentor-stop-sure = Ya, akhiri
button-mentor-keep = Tidak, lanjutkan saja
toast-mentor-yes = Terima kasih. Jawaban Anda tersimpan.
toast-mentor-no = Tidak apa-apa. Terima kasih sudah menjawab.
toast-mentor-answered = Sudah dijawab. Keadaan terbaru ada di /mentor.
toast-mentor-over = Pasangan ini sudah selesai.
toast-mentor-ended = Pasangan ini diakhiri.
toast-mentor-gone = Ini sudah tidak ada. Yang terbaru ada di /mentor.
toast-mentor-changed = Keadaannya sudah berubah. Ini yang terbaru.
toast-mentor-not-for-admins = Pasangan belajar diatur oleh koordinator wilayah.

## Meja koordinator
mentor-desk-title = Pasangan belajar
mentor-desk-what = Usulan dihitung dari kuesioner singkat, kesediaan, wilayah, program, dan bahasa. Anda yang memutuskan, lalu keduanya ditanya.
mentor-desk-none = Belum ada pasangan.
mentor-state-proposed = Usulan
mentor-state-asked = Menunggu jawaban
mentor-state-active = Berjalan
mentor-state-declined = Belum bersedia
mentor-state-rejected = Tidak dipasangkan
mentor-state-ended = Selesai
mentor-pair = { $mentor } → { $mentee }
mentor-pair-mentor = Mentor: <b>{ $mentor }</b>
mentor-pair-mentee = Yang belajar: <b>{ $mentee }</b>
mentor-pair-why = Alasan: { $why }
mentor-pair-next = Bila disetujui, keduanya ditanya. Nama baru dibuka setelah keduanya bersedia.
mentor-pair-answers = Sudah menjawab: { $count } dari 2. Yang dijawab tidak ditampilkan.
mentor-pair-since = Berjalan sejak { $since }.
mentor-pair-talks = Minggu dengan kabar “sudah bicara”: { $count }.
mentor-pair-looked-back = Keduanya sudah diajak melihat kembali. Isinya milik mereka.
mentor-line = { $number }. <b>{ $pair }</b>: { $why }
mentor-list-empty = Tidak ada di daftar ini.
mentor-who-is-who = Kiri: mentor. Kanan: yang belajar.
mentor-tap-number = Ketuk nomornya.
mentor-why = { $reasons }; tema: { $theme }.
mentor-why-strong = { $reasons }; tema: { $theme }, kekuatan mentornya.
mentor-why-near = sama-sama di { $region }
mentor-why-province = satu provinsi ({ $region })
mentor-why-programme = program { $programme }
mentor-why-language = bahasa { $language }
mentor-why-both = keduanya menginginkan
mentor-why-asked = yang belajar menginginkan
mentor-why-offered = mentornya menawarkan diri
mentor-why-unsaid = kesediaan belum diisi
mentor-why-families = mentornya mendampingi { $count } KPM
mentor-choose-title = Mentor lain untuk { $mentee }
mentor-choose-none = Belum ada rekan lain yang sesuai. Kesediaan dan kuesioner singkat dapat menambah pilihan.
mentor-all-sure = Setujui { $count } usulan sekaligus? Semua yang terlibat lalu ditanya.
mentor-end-sure = Akhiri pasangan { $mentor } dan { $mentee }? Keduanya diberi tahu secara netral.
button-mentor-propose = Usulkan pasangan
button-mentor-approve = Setujui
button-mentor-other = Ganti mentor
button-mentor-reject = Jangan
button-mentor-all = Setujui semua
button-mentor-all-sure = Ya, setujui semua
button-mentor-end = Akhiri pasangan
button-mentor-desk = ‹ Pasangan belajar
toast-mentor-proposed = Usulan baru: { $count } pasangan.
toast-mentor-nobody = Belum ada pasangan baru yang cocok. Usulan memerlukan kuesioner singkat (36 butir) dari para pendamping.
toast-mentor-asked = Disetujui. Keduanya akan ditanya.
toast-mentor-asked-all = Disetujui: { $count } pasangan. Semua akan ditanya.
toast-mentor-rejected = Baik. Pasangan ini tidak diusulkan lagi.
toast-mentor-other = Mentor diganti.
toast-mentor-lapsed = Usulan { $mentor } → { $mentee } ditarik: { $why ->
    [wish] kesediaannya berubah
    [place] wilayah atau programnya tidak lagi sama
    [room] mentornya sedang penuh
   *[other] keadaannya berubah
 }.
toast-mentor-lapsed-some = { $count } usulan ditarik karena keadaannya berubah.

## Angka bersama, tanpa nama
mentor-figures-few = Diukur kembali setelah tiga bulan: { $count } pasangan. Perubahannya tampil mulai lima pasangan.
mentor-figures = Diukur kembali setelah tiga bulan: { $count } pasangan. Pemahaman peran naik pada { $up }, tetap pada { $same }, turun pada { $down }.
mentor-figures-median = Perubahan tengah (median): { $points } poin.
mentor-figures-caution = Sebagian perubahan dapat terjadi dengan sendirinya: tidak ada kelompok pembanding.
mentor-measured-title = Perubahan Anda setelah tiga bulan:
mentor-measured = { $theme }: { $before } % → { $after } % ({ $way ->
    [up] naik { $points } poin
    [down] turun { $points } poin
   *[same] tetap
 })
mentor-measured-own = Angka ini menurut penilaian Anda sendiri. Mentor Anda tidak melihatnya.

## Surat
mentor-letter-title = Belajar bersama
mentor-letter-question = { $address }, koordinator mengusulkan pasangan belajar untuk Anda.
mentor-said-yes = Terima kasih, { $address }. Kami kabari begitu ada kelanjutannya.
mentor-said-no = Tidak apa-apa, { $address }. Terima kasih sudah menjawab.
mentor-letter-begun-mentor = Anda dan { $other } sama-sama bersedia. Ketuk namanya untuk menyapa lebih dulu.
mentor-letter-begun-mentee = Anda dan { $other } sama-sama bersedia. Ketuk namanya untuk menyapa, atau tunggu kabarnya.
mentor-letter-first = Untuk awal: saling mengenal, lalu sepakati hari dan jam 15 menit tiap minggu.
mentor-letter-declined = { $address }, pasangan belajar kali ini belum jadi. Tidak ada yang perlu Anda lakukan; lain waktu mungkin ada usulan lain.
mentor-letter-over = { $address }, pasangan belajar Anda sudah selesai. Terima kasih atas waktu yang Anda bagi.
mentor-letter-heard-yes = { $mentor } dan { $mentee } sama-sama bersedia. Mereka mulai belajar bersama.
mentor-letter-heard-no = Pasangan { $mentor } dan { $mentee } belum jadi. Anda dapat mengusulkan yang lain.
mentor-letter-week-mentor = { $address }, sempatkan 15 menit dengan { $other } minggu ini?
mentor-letter-week-mentee = { $address }, minggu ini waktunya berbincang dengan { $other }. Anda boleh menyapa lebih dulu.
mentor-letter-point = Bahan bincang:
mentor-letter-theme = Tema Anda: { $theme }.
mentor-letter-back = { $address }, sudah tiga bulan Anda belajar bersama { $other }. Apakah ini berguna?
mentor-letter-measured = { $address }, terima kasih sudah mengisi lagi. Ini perbandingannya dengan awal belajar bersama.
mentor-back-on = Terima kasih. Anda dan { $other } lanjut belajar bersama.
mentor-back-over = Terima kasih atas waktu Anda bersama { $other }. Pasangan ini selesai dengan baik.
mentor-back-form = Ingin melihat perubahan Anda? Isi lagi 36 butir, kira-kira lima menit.
button-mentor-open = Buka
button-mentor-talked = Sudah bicara
button-mentor-not-yet = Belum sempat
button-mentor-go-on = Berguna, lanjutkan
button-mentor-enough = Berguna, cukup dulu
button-mentor-unfit = Belum cocok, akhiri
button-mentor-form = Isi lagi 36 butir
toast-mentor-talked = Bagus. Terima kasih atas kabarnya.
toast-mentor-not-yet = Tidak apa-apa. Minggu depan masih ada waktu.

## Bahan bincang untuk mentor, satu tiap minggu
mentor-point-peran-1 = Ceritakan satu hari kerja Anda. Bagian mana yang paling mengubah hidup keluarga?
mentor-point-peran-2 = Bagaimana menjelaskan kepada keluarga bahwa bantuan itu sementara? Saling bertukar kalimat yang berhasil.
mentor-point-peran-3 = Pilih satu keluarga dampingan (tanpa nama). Bagaimana P2K2 dan advokasi menuntunnya ke graduasi?
mentor-point-peran-4 = Kapan kita mengurus data, kapan kita memfasilitasi perubahan? Bandingkan minggu Anda berdua.
mentor-point-personal-1 = Tanyakan apa yang menjaga semangat di minggu yang padat. Bagikan satu cara Anda sendiri.
mentor-point-personal-2 = Ceritakan satu inisiatif kecil yang tidak diperintahkan siapa pun. Apa inisiatif berikutnya?
mentor-point-sosial-1 = Ceritakan satu perselisihan yang pernah Anda tengahi. Apa kalimat pertama Anda waktu itu?
mentor-point-sosial-2 = Kebiasaan setempat mana yang membuka pintu, dan siapa tokoh yang sebaiknya disapa dulu?
mentor-point-sosial-3 = Bermain peran lima menit: satu menjadi keluarga yang kecewa, satu mendengarkan tanpa menyela.
mentor-point-mengajar-1 = Tukar satu permainan atau pertanyaan pembuka P2K2 yang membuat peserta mau bicara.
mentor-point-mengajar-2 = Bagaimana tahu bahwa perilaku berubah setelah sesi, bukan sekadar materi tersampaikan?
mentor-point-mengajar-3 = Rencanakan bersama sesi P2K2 berikutnya. Apa contoh dari kampung sendiri?
mentor-point-komunikasi-1 = Latih satu ajakan singkat kepada keluarga: manfaatnya dulu, lalu langkah kecilnya.
mentor-point-komunikasi-2 = Baca bersama satu surat atau laporan. Apa yang dapat dipendekkan?
mentor-point-komunikasi-3 = Tunjukkan satu aplikasi yang menghemat waktu Anda. Coba bersama sekali.
mentor-point-belajar-1 = Apa hal terakhir yang Anda pelajari dari keluarga dampingan? Tanyakan hal yang sama.
mentor-point-belajar-2 = Pilih satu kasus nyata minggu ini dan bahas: apa yang akan dicoba lain kali?
mentor-point-dtsen-1 = Bagaimana menjelaskan desil kepada keluarga dengan kata sehari-hari? Coba bergantian.
mentor-point-dtsen-2 = Ceritakan satu ground check yang sulit. Bagaimana akhirnya dibuktikan?
mentor-point-dtsen-3 = Bagaimana memilih keluarga yang didatangi lebih dulu? Bandingkan caranya, tanpa membuka data warga.
mentor-bring-1 = Bawalah satu kejadian minggu ini yang ingin Anda bahas, tanpa nama keluarga.
mentor-bring-2 = Bawalah satu hal yang berjalan baik. Apa yang membuatnya berhasil?
mentor-bring-3 = Bawalah satu pertanyaan yang belum sempat Anda tanyakan kepada siapa pun.
mentor-bring-4 = Bawalah satu rencana kecil untuk minggu depan. Apa langkah pertamanya?
