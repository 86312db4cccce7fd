# Pengingat: suratnya, pengaturannya, dan jadwal bagi admin. Mengingatkan dengan hangat, tidak pernah menyalahkan.

## Surat pengingat
remind-one-due = { $level ->
    [0] { $address }, sekadar mengingatkan: <b>{ $form }</b> dapat diisi sampai { $due }.
    [1] { $address }, <b>{ $form }</b> ditunggu paling lambat { $due }.
    [2] { $address }, <b>{ $form }</b> belum kami terima. Tenggatnya { $due }, tetapi masih dapat dikirim.
   *[3] { $address }, <b>{ $form }</b> masih dapat dikirim kapan pun Anda sempat.
 }
remind-one-draft = { $address }, isian <b>{ $form }</b> Anda tersimpan dan dapat dilanjutkan kapan saja.
remind-one-unfinished = { $address }, <b>{ $form }</b> Anda belum selesai. Silakan dilanjutkan bila ada waktu.
remind-one-profile = { $address }, profil Anda belum selesai. Hanya beberapa pertanyaan, kira-kira dua menit. Setelah itu sapaan dan jam pengingat mengikuti wilayah Anda.
remind-stored = { $left ->
    [0] Semua butir sudah terisi dan tinggal dikirim.
   *[other] Terisi { $answered } dari { $total } butir, kira-kira { $minutes } menit lagi selesai.
 }
remind-several = { $level ->
    [0] { $address }, sekadar mengingatkan, ini yang dapat diisi:
    [1] { $address }, ini yang ditunggu hari ini dan yang masih terbuka:
   *[other] { $address }, ini yang masih terbuka dan dapat dikirim bila Anda sempat:
 }
remind-line-due = { $level ->
    [0] <b>{ $form }</b>: sampai { $due }
    [1] <b>{ $form }</b>: paling lambat { $due }
   *[other] <b>{ $form }</b>: tenggatnya { $due }
 }
remind-line-draft = <b>{ $form }</b>: terisi { $answered } dari { $total } butir
remind-line-unfinished = <b>{ $form }</b>: belum selesai
remind-more = dan { $count } lainnya
remind-help = Bila ada kendala, koordinator Anda siap membantu.
remind-today = hari ini pukul { $clock }
remind-tomorrow = besok pukul { $clock }
remind-on = { $day } pukul { $clock }
remind-weekday = { $number ->
    [1] Senin
    [2] Selasa
    [3] Rabu
    [4] Kamis
    [5] Jumat
    [6] Sabtu
   *[7] Minggu
 }
remind-period-week = pekan { $first }–{ $last }
remind-period-quarter = Triwulan { $number } { $year }
remind-period-half = Semester { $number } { $year }
button-remind-fill = Isi sekarang
button-remind-continue = Lanjutkan
button-remind-fill-form = Isi: { $form }
button-remind-continue-form = Lanjutkan: { $form }
button-remind-later = Ingatkan nanti
button-remind-settings = Atur pengingat
button-remind-hour = 1 jam lagi
button-remind-afternoon = Sore ini
button-remind-tomorrow = Besok pagi
button-remind-chosen = ✓ { $moment }
toast-remind-later = Baik, saya ingatkan lagi { $moment }.
toast-remind-filed = Formulir itu sudah kami terima. Terima kasih.
toast-remind-nothing-left = Tidak ada lagi yang perlu diingatkan. Terima kasih.

## Pengaturan pengingat
reminders-title = Atur pengingat
reminders-about = Ketuk untuk menyalakan atau mematikan. Pengingat datang paling banyak { $count } kali sehari, pada hari kerja sekitar pukul { $clock }.
reminders-about-none = Ketuk untuk menyalakan atau mematikan. Saat ini pengingat terjadwal sedang dihentikan oleh admin.
reminders-duty = Pengumuman dinas tetap dikirim.
reminders-draft = Isian yang belum selesai
reminders-news = Kabar dan berita
button-reminders-switch = { $on ->
    [yes] ✓ { $what }
   *[no] ○ { $what }
 }
button-reminders-tips = { $every ->
    [weekly] ✓ Tips: tiap minggu
    [biweekly] ✓ Tips: dua minggu sekali
   *[off] ○ Tips: tidak dikirim
 }
toast-reminders-on = { $what }: dinyalakan.
toast-reminders-off = { $what }: dimatikan. Dapat dinyalakan lagi kapan saja.
toast-reminders-tips = { $every ->
    [weekly] Tips dikirim tiap minggu.
    [biweekly] Tips dikirim dua minggu sekali.
   *[off] Tips tidak dikirim. Dapat dinyalakan lagi kapan saja.
 }

## Jadwal, bagi admin dan koordinator
schedule-title = Jadwal tujuh hari ke depan
schedule-reminders = { $count } pengingat
schedule-tips = { $count } tips
schedule-digests = { $count } ringkasan
schedule-mentors = { $count } kabar mentor
schedule-announcements = { $count } pengumuman
schedule-nothing = Belum ada yang dijadwalkan.
schedule-soon = Sedang dihitung. Silakan buka lagi beberapa menit lagi.
schedule-holidays = Libur berikutnya
schedule-no-holidays = Tidak ada libur dalam waktu dekat.
schedule-day = { $day }: { $name }
schedule-hours = Jam pengingat hari ini
schedule-zone = { $zone }: { $hours } (sekarang { $now })
schedule-closed = libur
schedule-slot = { $count ->
    [0] Pengingat terjadwal: dihentikan
   *[other] Pengingat terjadwal: pukul { $clock }, paling banyak { $count } kali sehari
 }
schedule-quiet = Jam tenang: { $start }–{ $end }
schedule-problem = Ada pengaturan yang tidak dapat dipakai: { $says }
schedule-days-how = <b>Hari khusus</b>

    Tulis tanggal, jenis, lalu namanya. Contoh:
    24/12/{ $example } cuti bersama Natal
    8/3/2027 hening Nyepi di Bali

    Jenisnya: libur, cuti bersama, kerja (hari libur yang menjadi hari kerja), atau hening (tidak ada kiriman sama sekali).
schedule-kind = { $kind ->
    [leave] cuti bersama
    [workday] hari kerja
    [silent] hari hening
   *[holiday] hari libur
 }
schedule-slot-how = <b>Jam pengingat</b>

    Sekarang pukul { $clock } waktu setempat, paling banyak { $count } kali sehari. Pilih di bawah, atau tulis jamnya, misalnya 09.15. Pengingat kedua, pukul { $second }, hanya untuk yang jatuh tempo hari itu; untuk mengubahnya, tulis kedua jamnya, misalnya 09.15 dan 13.30.
schedule-tips-slot = Tips mingguan: { $day } pukul { $clock }
schedule-tips-how = <b>Tips mingguan</b>

    Sekarang { $day } pukul { $clock } waktu setempat. Bila hari itu libur, tips datang pada hari kerja lain di minggu yang sama. Pilih di bawah, atau tulis, misalnya Kamis pukul 13.30.
schedule-hours-how = <b>Jam kerja</b>

    Menurut waktu setempat masing-masing pendamping. Pada jeda Jumat siang, kiriman yang dapat menunggu tidak dikirim.
schedule-sending-how = <b>Jam kirim</b>

    Kapan tiap jenis boleh dikirim, menurut waktu setempat. Jam tenang, jeda Jumat siang, dan hari libur tetap berlaku.
schedule-sending-line = <b>{ $kind ->
    [reminder] Pengingat
    [tip] Tips
    [digest] Ringkasan koordinator
   *[announcement] Pengumuman terjadwal
 }</b>: hari kerja { $workday }; Ramadan { $ramadan }; Sabtu { $saturday }
schedule-kind-how = { $kind ->
    [reminder] <b>Jam kirim pengingat</b>

    Pengingat terjadwal hanya datang pada hari kerja. Jam Sabtu berlaku bagi yang minta diingatkan nanti.
    [tip] <b>Jam kirim tips</b>

    Di luar hari kerja, tips hanya datang bila hari Sabtu dibuka.
    [digest] <b>Jam kirim ringkasan</b>

    Ringkasan bagi koordinator tentang wilayahnya.
   *[announcement] <b>Jam kirim pengumuman terjadwal</b>

    Pengumuman yang Anda kirim sekarang juga tidak menunggu jam ini.
 }
schedule-field = { $field ->
    [office] Jam kerja Senin–Kamis
    [friday] Akhir jam kerja Jumat
    [pause] Jeda Jumat siang
    [quiet] Jam tenang
    [fasting] Jam kerja Ramadan, Senin–Kamis
   *[other] Akhir jam kerja Jumat, Ramadan
 }
schedule-field-window = { $kind ->
    [reminder] Pengingat
    [tip] Tips
    [digest] Ringkasan koordinator
   *[announcement] Pengumuman terjadwal
 } { $day ->
    [workday] pada hari kerja
    [ramadan] pada hari kerja bulan Ramadan
   *[saturday] pada hari Sabtu
 }
schedule-field-line = { $field }: { $value }
schedule-field-how = <b>{ $field }</b>

    Sekarang: { $now }. { $shape ->
    [clock] Pilih di bawah, atau tulis jamnya, misalnya 16.15.
    [night] Pada jam ini, kiriman yang dapat menunggu tidak dikirim. Pilih di bawah, atau tulis, misalnya 20.00–06.30.
    [window] Pilih di bawah, atau tulis, misalnya 08.00–11.00, atau “tidak”.
   *[span] Pilih di bawah, atau tulis dari jam berapa sampai jam berapa, misalnya 07.30–15.45.
 }
schedule-default = Bawaannya: { $value }.
schedule-window = { $window ->
    [office] selama jam kerja
    [any] sepanjang hari
   *[none] tidak dikirim
 }
schedule-ramadan-how = <b>Ramadan</b>

    Selama Ramadan berlaku jam kerja yang lebih pendek. Setelah sidang isbat, tulis hari pertama dan terakhirnya, misalnya { $first } sampai { $last }. Bila belum ditetapkan, tambahkan “perkiraan”.
schedule-ramadan = Ramadan { $year } H: { $first } sampai { $last } ({ $decided ->
    [yes] sudah ditetapkan
   *[no] perkiraan
 })
schedule-ramadan-feast = Menurut kalender, { $day } bukan hari pertama Idulfitri. Bila Idulfitri bergeser, atur juga di Hari khusus.
schedule-ramadan-none = Tanggal Ramadan itu dihapus
schedule-rhythm-which = <b>Ritme formulir</b>

    Formulir mana yang ingin Anda atur?
schedule-rhythm-how = <b>{ $form }</b>

    Sekarang: { $rhythm }.

    Pilih ritmenya. Tenggatnya dapat ditulis: “tanggal 20 pukul 16.00”, “Jumat pukul 15.00”, “30 hari”. Tambahkan “periode lalu” bila yang dilaporkan adalah bulan atau pekan sebelumnya, atau “periode ini” bila tidak.
schedule-rhythm-at-end = Tenggat ini jatuh di akhir periodenya, sehingga tidak ada pengingat setelah tenggat. Bila Anda menginginkannya, pilih tenggat di awal periode berikutnya dan tambahkan “periode lalu”.
schedule-everywhere = seluruh Indonesia
schedule-daily = harian
schedule-weekly = mingguan
schedule-monthly = bulanan
schedule-quarterly = triwulanan
schedule-half-yearly = tengah tahunan
schedule-yearly = tahunan
schedule-once = satu kali
schedule-on-demand = sesuai keperluan
schedule-after-days = { $count } hari setelah awal
schedule-on-day = { $month ->
    [0] tanggal { $day }
   *[other] tanggal { $day } bulan ke-{ $month }
 }
schedule-until = sampai pukul { $clock }
schedule-previous = untuk periode lalu
schedule-words-holiday = libur, hari libur, holiday
schedule-words-leave = cuti bersama, cuti, leave
schedule-words-workday = kerja, hari kerja, masuk, workday
schedule-words-silent = hening, hari hening, silent
schedule-words-in = di, in
schedule-words-days = hari, days
schedule-words-estimate = perkiraan, estimate
schedule-words-none = tidak, tidak dikirim, none, no
schedule-words-office = jam kerja, office hours
schedule-words-any = sepanjang hari, all day
schedule-words-previous = periode lalu, bulan lalu, pekan lalu, previous period
schedule-words-this = periode ini, bulan ini, pekan ini, this period
schedule-words-due-small = tanggal, tgl, pukul, jam, pada, setiap, tiap, bulan, ke, sampai, paling, lambat, untuk, setelah, awal, wib, wita, wit, day, at, on, by, until, of, the, month
schedule-words-everywhere = seluruh Indonesia, Indonesia
schedule-words-and = dan, serta, and
schedule-wrong-date = Mohon mulai dengan tanggalnya, misalnya 24/12/2026.
schedule-wrong-kind = Mohon tulis jenis harinya setelah tanggal: libur, cuti bersama, kerja, atau hening.
schedule-wrong-name = Mohon tulis juga nama harinya, misalnya “Natal bersama”.
schedule-wrong-long = Nama harinya terlalu panjang. Mohon paling banyak 80 huruf.
schedule-wrong-past = Tanggal itu sudah lewat. Mohon periksa tahunnya.
schedule-wrong-far = Tanggal itu masih terlalu jauh. Mohon periksa tahunnya.
schedule-wrong-time = Mohon tulis jamnya dengan angka seperti contoh di atas, misalnya 09.15, atau 08.00–15.00 bila ada awal dan akhirnya.
schedule-wrong-tips = Mohon tulis hari dan jamnya, misalnya Kamis pukul 13.30.
schedule-wrong-dates = Mohon tulis hari pertama dan terakhirnya, misalnya 8/2/2027 sampai 9/3/2027.
schedule-wrong-ramadan-order = Hari terakhir Ramadan lebih awal dari hari pertamanya. Mohon periksa kedua tanggalnya.
schedule-wrong-ramadan-length = Ramadan berlangsung 29 atau 30 hari, sedangkan yang Anda tulis { $days } hari. Mohon periksa kedua tanggalnya.
schedule-wrong-ramadan = Ramadan { $year } H diperkirakan mulai sekitar { $about }. Mohon periksa hari pertamanya.
schedule-wrong-here = Silakan pilih dulu salah satu tombol di bawah.
schedule-wrong-province = Saya tidak menemukan provinsi “{ $place }”. Mohon tulis satu nama provinsi setelah “di”, misalnya “di Sumatera Barat”. Untuk beberapa provinsi, tulis satu per satu. Untuk semuanya, tulis tanpa nama tempat.
schedule-wrong-due-word = Saya belum mengerti kata “{ $word }”. Mohon tulis tenggatnya seperti contoh di atas.
schedule-wrong-due-month = Ritme bulanan jatuh tempo setiap bulan. Mohon tulis tanggalnya saja, tanpa nama bulan.
schedule-wrong-due = Mohon tulis tenggatnya seperti contoh di atas, sesuai dengan ritme yang dipilih.
button-schedule-days = Hari khusus
button-schedule-slot = Jam pengingat
button-schedule-rhythm = Ritme formulir
button-schedule-quiet = Jam tenang
button-schedule-ramadan = Ramadan
button-schedule-tips = Tips mingguan
button-schedule-hours = Jam kerja
button-schedule-sending = Jam kirim
button-schedule-kind = { $kind ->
    [reminder] Pengingat
    [tip] Tips
    [digest] Ringkasan
   *[announcement] Pengumuman
 }
button-schedule-window-day = { $day ->
    [workday] Hari kerja
    [ramadan] Bulan Ramadan
   *[saturday] Sabtu
 }
button-schedule-ramadan-decided = Tetapkan { $year } H
button-schedule-ramadan-reset = { $year } H ke bawaan
button-schedule-back = ‹ Jadwal
button-schedule-up = ‹ Kembali
button-schedule-a-day = { $count }× sehari
button-schedule-drop = Hapus { $day }
button-schedule-reset = Kembali ke bawaan
toast-schedule-now = { $what }. Berlaku mulai sekarang.
toast-schedule-dropped = Hari khusus { $day } dihapus. Berlaku mulai sekarang.
toast-schedule-wrong-slot = Jam itu belum dapat dipakai. Pengingat berjalan antara pukul 07.30 dan 14.00, agar cukup juga pada bulan Ramadan.
toast-schedule-wrong-second = Pengingat kedua harus sesudah yang pertama. Mohon pilih jam pertama yang lebih awal, atau tulis keduanya, misalnya 09.15 dan 13.30.
toast-schedule-wrong-order = Jam selesainya harus sesudah jam mulainya. Mohon periksa kedua jamnya.
toast-schedule-wrong-friday = Jam kerja Jumat berakhir pukul { $end }, padahal jam kerja mulai pukul { $start }. Mohon pilih jam yang sesuai, atau ubah yang lain lebih dahulu.
toast-schedule-wrong-empty = Jam mulai dan jam selesainya sama. Mohon tulis dua jam yang berbeda.
toast-schedule-wrong-clock = Jam itu tidak dapat dibaca. Mohon tulis seperti 07.30.
toast-schedule-wrong-hours = Jam itu belum dapat dipakai. Mohon pilih yang lain, atau kembali ke bawaan.
toast-schedule-wrong-no-time = { $kind ->
    [reminder] Pengingat
    [tip] Tips
    [digest] Ringkasan koordinator
   *[announcement] Pengumuman terjadwal
 } tidak punya waktu lagi pada { $day ->
    [ramadan] hari kerja bulan Ramadan
   *[workday] hari kerja
 } di luar jam tenang. Mohon pilih jam yang lebih longgar.
toast-schedule-wrong-slot-hours = Pengingat pukul { $clock } memerlukan waktu sampai pukul { $needed }, dan { $day ->
    [friday] pada hari Jumat
    [ramadan] pada bulan Ramadan
    [ramadan-friday] pada hari Jumat bulan Ramadan
   *[workday] pada hari kerja
 } jam kirimnya sudah berakhir. Mohon pilih jam yang sesuai.
toast-schedule-wrong-tips = { $open ->
    [yes] Tips pada hari { $day } hanya dapat dikirim pukul { $hours }, sedangkan jadwalnya pukul { $clock }. Mohon pilih jam yang sesuai.
   *[no] Tips tidak dikirim pada hari { $day }. Mohon pilih hari lain, atau buka dulu hari itu di Jam kirim.
 }
toast-schedule-wrong-rhythm = Ritme itu belum dapat dipakai. Mohon periksa tanggal, hari, atau jamnya.
