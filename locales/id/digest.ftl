# Ringkasan untuk koordinator dan admin: angka seminggu, siapa yang perlu disapa, dan pengaturannya.

## Baris-baris ringkasan (paling banyak sepuluh)
digest-title = <b>Ringkasan { $where }</b> · { $when }
digest-so-far = { $when } (belum selesai)
digest-good = ✓ { $news }
digest-good-all-filed = Semua { $now } laporan yang jatuh tempo sudah masuk.
digest-good-more-on-time = Laporan tepat waktu naik dari { $before } menjadi { $now }.
digest-good-newly-finished = { $now } pendamping pertama kali menyelesaikan penilaian diri.
digest-good-all-finished = Semua { $now } pendamping telah menyelesaikan penilaian diri.
digest-good-cases-closed = { $now } kasus selesai minggu ini.
digest-good-median-up = { $part }: nilai tengah { $n } orang yang sama naik dari { $before } menjadi { $now }.
digest-good-nobody-waits = Tidak ada kasus yang melewati tenggat.
digest-active = <b>{ $active } dari { $of }</b> pendamping aktif.
digest-finished = Penilaian diri selesai sampai hari ini: { $share }{ $change }.
digest-finished-all = Semua sudah menyelesaikan penilaian diri.
digest-asked-anew = { $count } pendamping belum membaca ketentuan data yang baru.
digest-effective = Hasil sangat efektif atau efektif: { $share }.
digest-reports = Laporan tepat waktu: { $share }{ $change }.
digest-reports-rest = Terlambat { $late }, belum masuk { $missing }.
digest-reports-all = Semua { $count } laporan masuk tepat waktu.
digest-reports-none = Tidak ada laporan yang jatuh tempo.
digest-help = <b>Perlu bantuan.</b> { $what }
digest-waiting = { $count } pendamping minta bantuan atau menunggu.
digest-load = KPM per pendamping: { $ratio } (ideal 100); di atas 200 KPM, dari yang mengisi: { $over }.
digest-load-few = Jumlah KPM: { $total }; di atas 200 KPM, dari yang mengisi: { $over }.
digest-cases = Kasus terbuka: { $open }.
digest-cases-ageing = Kasus terbuka: { $open }, melewati tenggat: { $ageing }, terlama { $days } hari.
digest-cases-none = Tidak ada kasus terbuka.
digest-weakest = Indikator yang paling perlu diperkuat: { $names }.
digest-weakest-few = Hasil dari { $count } orang; indikator ditampilkan mulai { $fewest } orang.
digest-obstacles = Kendala 28 hari terakhir: { $names }.
digest-ceiling = { $part }: { $share }, memberi nilai tertinggi di semua butir. Beda kemampuan mereka tidak terlihat di sini.
digest-few = Kurang dari { $fewest } pendamping: hanya jumlah yang ditampilkan.
digest-withheld = Hasil kelompok kecil tidak ditampilkan, agar tidak ada orang yang dikenali.
digest-up = , naik { $points } poin
digest-down = , turun { $points } poin
digest-share = { $count } dari { $of }, { $percent }
digest-share-few = { $count } dari { $of }
digest-share-interval = { $count } dari { $of }, { $percent } ({ $interval })

## Gambar
digest-picture-when = Ringkasan { $when } · penilaian diri
digest-picture-people = { $count } pendamping
digest-picture-participation = Penilaian diri
digest-picture-bands = Kategori menurut bagian (jumlah orang)
digest-picture-part = { $part } ({ $count })
digest-picture-pairs = Garis tipis: { $count } orang yang sama, dulu lalu sekarang
digest-picture-weakest = Paling perlu diperkuat (rata-rata)
digest-picture-reports = { $count } laporan jatuh tempo
digest-picture-others = { $count } formulir lain
digest-picture-ratio = KPM per orang (ideal 100)
digest-picture-families = KPM seluruhnya
digest-picture-over = dari { $known }: di atas 200 KPM
digest-picture-open = kasus terbuka
digest-picture-ageing = kasus lewat tenggat
digest-finished-word = selesai
digest-started-word = sedang mengisi
digest-untouched-word = belum mulai
digest-on-time-word = tepat waktu
digest-late-word = terlambat
digest-missing-word = belum masuk
digest-trend-when = Tren { $first } sampai { $last }
digest-trend-finished = Penilaian diri selesai
digest-trend-finished-note = Orang, sampai akhir bulan
digest-trend-finished-thousands = Ribu orang, sampai akhir bulan
digest-trend-on-time = Laporan tepat waktu
digest-trend-on-time-note = Persen; mulai { $fewest } laporan yang jatuh tempo
digest-trend-on-time-rare = Persen, tanpa laporan harian; mulai { $fewest } laporan
digest-trend-median = Nilai tengah keseluruhan
digest-trend-median-note = Persen; mulai { $fewest } orang

## Angka satu per satu, juga sebagai keterangan gambar
digest-numbers-title = <b>Angka { $where }</b> · { $when }
digest-alt-participation = Penilaian diri: selesai { $finished }, sedang mengisi { $started }, belum mulai { $untouched }.
digest-alt-part = { $part } ({ $n } orang): { $bands }.
digest-alt-pairs = { $n } orang yang sama, sebelumnya: { $before }; sekarang: { $now }.
digest-alt-effective = Sangat efektif atau efektif: { $share }.
digest-alt-weakest = Paling perlu diperkuat: { $items }.
digest-alt-report = { $form }: tepat waktu { $on_time }, terlambat { $late }, belum masuk { $missing }.
digest-alt-load-unknown = Jumlah KPM belum diisi di profil.
digest-alt-cases = Kasus: terbuka { $open }, lewat tenggat { $ageing }, selesai minggu ini { $closed }.
digest-alt-quartiles = Nilai tengah { $median }, separuh orang antara { $q1 } dan { $q3 }.
digest-alt-mean = Rata-rata { $mean }.
digest-alt-interval = Angka dalam kurung adalah rentang kepercayaan 95 %.
digest-alt-nobody = belum ada
digest-alt-month = { $month }: selesai { $finished }, tepat waktu { $on_time } dari { $due }, nilai tengah { $median }.
digest-line = { $line }
digest-bullet = • { $line }

## Layar ringkasan
button-digest = Ringkasan
button-digest-idle = Siapa belum mulai ({ $count })
button-digest-talk = Perlu diajak bicara ({ $count })
button-digest-talk-first = Perlu diajak bicara ({ $count } menunggu)
button-digest-all = Semua pendamping
button-digest-cases = Kasus ({ $count })
button-digest-levels = Wilayah di dalamnya
button-digest-programmes = Menurut program
button-digest-programme = { $name } ({ $count })
button-digest-trend = Tren
button-digest-numbers = Angka
button-digest-xlsx = XLSX
button-digest-rhythm = Ubah jadwal
button-digest-this-week = Minggu ini
button-digest-last-week = Minggu lalu
button-digest-remind = Ingatkan semua ({ $count })
button-digest-reports = Laporan
toast-digest-not-yours = Ringkasan ini untuk koordinator dan admin.
toast-digest-gone = Ini sudah tidak tersedia.
toast-digest-reminded = { $count } pendamping diingatkan, mulai { $when }.
toast-digest-reminded-before = Semua sudah diingatkan, mulai { $when }.
digest-choose = Ringkasan yang mana?
digest-nobody = Belum ada pendamping terdaftar di { $where }. Ringkasan terisi begitu ada yang bergabung.
digest-nobody-agreed = Di { $where }, { $count } pendamping belum membaca ketentuan data yang baru. Mereka ditanya saat membuka bot; sesudah itu ringkasan terisi.
digest-trend-title = <b>Tren { $where }</b>
digest-levels-title = <b>Wilayah dalam { $where }</b> · { $when }
digest-levels-how = Menurut abjad. Ketuk satu wilayah untuk melihat ringkasannya.
digest-levels-line = <b>{ $name }</b>: { $people } pendamping, selesai { $finished }, tepat waktu { $on_time } dari { $due }, di atas 200 KPM { $over }, kasus { $cases }
digest-levels-bands = · hasil: { $bands }
digest-levels-together = Hasil { $names } bersama-sama: { $bands }.
digest-levels-few = <b>{ $name }</b>: kurang dari { $fewest } pendamping
digest-programmes = Program mana di { $where }? Pendamping dengan dua program dihitung di keduanya.
digest-nowhere = Wilayah belum diisi

## Daftar pendamping
digest-list-of = Ringkasan { $where }
digest-idle-title = Belum mulai kuesioner kompetensi: { $count }
digest-idle-none = Semua sudah memulai kuesioner kompetensi.
digest-talk-title = Perlu diajak bicara: { $count }
digest-talk-first = <b>Minta bantuan atau menunggu: { $count }</b>
digest-talk-others = <b>Lainnya: { $count }</b>
digest-talk-none = Saat ini tidak ada yang perlu diajak bicara secara khusus.
digest-all-title = Semua pendamping: { $count }
digest-person = { $number }. <b>{ $name }</b>{ $told }
digest-nameless = Tanpa nama
digest-tap-number = Menurut abjad. Ketuk nomor untuk melihat seorang pendamping.
digest-remind-what = Satu ketukan mengingatkan semuanya, pada jam kerja mereka.
digest-unreachable = { $count } orang tidak dapat diingatkan lewat bot; mohon disapa langsung.
digest-reminded = diingatkan { $when }
digest-now = sekarang
digest-coordinator = koordinator Anda
digest-nudge = { $address }, { $who } mengajak Anda mengisi kuesioner kompetensi. Jawaban tersimpan, dan Anda boleh berhenti kapan saja.
digest-last-report = laporan terakhir { $day }
digest-no-report = belum ada laporan
digest-kpm = { $count } KPM
digest-one-title = <b>{ $name }</b>
digest-one-state = Penilaian diri: { $state }
digest-one-result = Hasil { $date }, hanya untuk pendamping ini dan Anda:
digest-one-why = Alasan mengajak bicara:
digest-why-help-asked = meminta bantuan atas kendala ({ $count })
digest-why-case-waits = kasusnya menunggu melewati tenggat ({ $count })
digest-why-missing = laporan belum masuk berturut-turut: { $names }{ $rest ->
    [0] {""}
   *[other] {" "}dan { $rest } lain
}
digest-why-workload = mendampingi { $count } KPM
digest-why-not-started = bergabung { $count } hari lalu, belum mulai kuesioner kompetensi
digest-why-below = hasil penilaian diri ingin diperkuat bersama
digest-why-asks-mentor = ingin mentor atau teman bicara

## Jadwal ringkasan
digest-rhythm-title = Jadwal ringkasan
digest-rhythm-weekly = Tiap minggu
digest-rhythm-biweekly = Tiap dua minggu
digest-rhythm-monthly = Tiap bulan
digest-rhythm-off = Jangan kirim
digest-rhythm-is = Ringkasan datang { $every }, { $day } pukul { $clock }. Isinya satu minggu terakhir; minggu lain ada di /ringkasan.
digest-rhythm-is-off = Ringkasan tidak dikirim sendiri. /ringkasan selalu dapat dibuka.
digest-weekday-short = { $number ->
    [1] Sen
    [2] Sel
    [3] Rab
    [4] Kam
   *[other] Jum
}

## Berkas XLSX
digest-file-name = ringkasan
digest-file-caption = Ringkasan { $where }
digest-sheet-sent = Berkas XLSX ada di atas. Isinya dapat memuat data pribadi; mohon simpan baik-baik.
digest-sheet-summary = Ringkasan
digest-sheet-parts = Bagian
digest-sheet-reports = Laporan
digest-sheet-regions = Wilayah
digest-sheet-people = Pendamping
digest-column-part = Bagian
digest-column-results = Hasil
digest-column-results-before = Punya hasil sebelumnya
digest-column-effective = Sangat efektif atau efektif
digest-column-before = sebelumnya { $band }
digest-column-paired = sekarang { $band }, orang yang sama
digest-column-median = Nilai tengah (%)
digest-column-q1 = Kuartil 1 (%)
digest-column-q3 = Kuartil 3 (%)
digest-column-mean = Rata-rata (%)
digest-column-low = Rentang 95 %: dari
digest-column-high = Rentang 95 %: sampai
digest-column-ceiling = Nilai tertinggi di semua butir
digest-column-form = Formulir
digest-column-due = Jatuh tempo
digest-column-code = Kode
digest-column-region = Wilayah
digest-column-companions = Pendamping
digest-column-active = Aktif
digest-column-kpm = KPM
digest-column-over = Di atas 200 KPM
digest-column-cases = Kasus terbuka
digest-column-name = Nama
digest-column-state = Penilaian diri
digest-column-last-report = Laporan terakhir
digest-column-why = Alasan mengajak bicara
