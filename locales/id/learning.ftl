# Rencana belajar: apa yang dapat dikuatkan, mengapa, dan apa yang diinginkan pendamping sendiri.

button-learn = Rencana belajar saya
learn-title = Rencana belajar saya
learn-title-of = Rencana belajar
toast-learn-gone = Halaman ini tidak ada di sini.
toast-learn-kept = Tersimpan. Anda dapat mengubahnya kapan saja.
hint-learn-tap = Di bagian ini cukup ketuk salah satu tombol di atas.

## Rencana
learn-theme = { $theme ->
    [personal] Pengembangan diri
    [sosial] Mediasi dan advokasi
    [mengajar] Fasilitasi P2K2
    [komunikasi] Komunikasi dan literasi digital
    [peran] Pemahaman peran
   *[other] Pemanfaatan DTSEN
 }
learn-theme-is = Tema: <b>{ $theme }</b>
learn-why = { $why ->
    [group-tinggi] Kinerja kuat menurut penilaian diri. Pendalaman sosial adalah langkah berikutnya.
    [group-sedang] Kinerja berkembang menurut penilaian diri. Fasilitasi dan komunikasi paling membantu.
    [role] Peran yang jelas adalah dasar bagi yang lain. Mulai bersama mentor atau koordinator.
    [gap] Uji atau wawancara memberi bahan belajar di bidang ini.
    [lowest] Menurut jawaban sendiri, bidang ini paling dapat dikuatkan.
    [part] Menurut kuesioner 87 butir, bagian ini paling dapat dikuatkan.
    [start] Belum ada hasil. Pemahaman peran adalah awal yang baik.
   *[other] Disarankan untuk semua pendamping.
 }
learn-why-chosen = Tema ini dipilih sendiri.
learn-proposed-now = Usulan terbaru: { $theme }.
learn-then = Sesudah itu: { $themes }.
learn-by-gap = Dari uji atau wawancara: { $themes }.
learn-training-proposed = Usulan pelatihan: { $training }
learn-training-wish = Pelatihan yang diinginkan: <b>{ $training }</b>
learn-mentor = { $said ->
    [yes] Mentor: <b>ingin didampingi</b>
    [no] Mentor: <b>belum ingin</b>
   *[other] Mentor: belum dijawab
 }
learn-mentor-needs = Mentor dicarikan setelah kuesioner singkat (36 butir) diisi.
learn-mentor-is = Mentor: <b>{ $mentor }</b>, sejak { $since }
learn-may-mentor = Pengalaman ini dapat dibagikan sebagai mentor.
learn-words-are = Catatan: “{ $words }”
learn-short-form = Kuesioner singkat membuat usulan lebih tepat: 36 butir, kira-kira 5 menit.
learn-read-only = Hanya untuk dibaca. Pendamping sendiri yang mengubahnya.
button-learn-agree = Setuju dengan rencana ini
button-learn-follow = Ikuti usulan terbaru
button-learn-theme = Ganti tema
button-learn-training = Pelatihan
button-learn-mentor = Mentor
button-learn-words = Catatan saya
button-learn-short-form = Isi kuesioner singkat
button-learn-beside = Bandingkan hasil

## Keinginan
learn-ask-theme = Apa yang ingin Anda kuatkan?
learn-ask-theme-how = Tips mingguan mengikuti tema ini.
learn-ask-training = Pelatihan apa yang Anda inginkan?
learn-ask-mentor = Ingin didampingi seorang mentor?
learn-ask-mentor-how = Mentor adalah sesama pendamping. Nilai Anda tidak ditunjukkan kepadanya.
learn-ask-words = Catatan Anda
learn-ask-words-how = Tulis apa yang ingin Anda pelajari, paling banyak { $most } huruf. Koordinator Anda dapat membacanya.
button-learn-no-training = Belum perlu pelatihan
button-learn-mentor-yes = Ya, saya ingin
button-learn-mentor-no = Belum ingin
button-learn-mentor-more = Kesediaan dan bahasa
button-learn-unsay = Hapus catatan
hint-learn-type = Tulis catatan Anda dengan kata-kata sendiri.
hint-learn-length = Catatan memuat { $fewest }–{ $most } huruf. Tulisan Anda { $length } huruf.

## Hasil berdampingan
learn-beside-title = Hasil berdampingan
learn-self = Penilaian diri: <b>{ $percent }</b>
learn-other = { $way ->
    [pengetahuan] Uji pengetahuan: <b>{ $percent }</b>
    [kasus] Uji kasus: <b>{ $percent }</b>
   *[other] Wawancara: <b>{ $percent }</b>
 }
learn-way = { $way ->
    [pengetahuan] uji
    [kasus] uji kasus
   *[other] wawancara
 }
learn-about = { $percent } (kira-kira { $low }⁠–⁠{ $high })
learn-none = belum ada
learn-gap = { $gap ->
    [lower-test] Penilaian diri { $points } poin di bawah hasil uji. Kemampuannya tampak lebih baik daripada yang dikira.
    [higher-test] Penilaian diri { $points } poin di atas hasil uji. Pembahasan soal dapat menjadi bahan belajar.
    [lower-interview] Penilaian diri { $points } poin di bawah wawancara. Contohnya berbicara lebih banyak.
    [higher-interview] Penilaian diri { $points } poin di atas wawancara. Kumpulkan contoh untuk percakapan berikutnya.
   *[other] Keduanya sejalan.
 }
learn-beside-how = Uji dan wawancara melihat dari sisi lain. Selisih adalah bahan percakapan, bukan kesalahan.
picture-learn-subtitle = Penilaian diri, uji, dan wawancara
picture-learn-scale = biru: penilaian diri (0–100 %)
picture-learn-mark = hasil uji atau wawancara
button-learn-tests = Uji kemampuan
button-learn-interview = Baca wawancara
