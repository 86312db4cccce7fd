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
    29/03/{ $example } hening Nyepi di Bali

    Jenisnya: libur, cuti bersama, kerja (hari libur yang menjadi hari kerja), atau hening (tidak ada kiriman sama sekali).
schedule-kind = { $kind ->
    [leave] cuti bersama
    [workday] hari kerja
    [silent] hari hening
   *[holiday] libur
 }
schedule-slot-how = <b>Jam pengingat</b>

    Sekarang pukul { $clock } waktu setempat, paling banyak { $count } kali sehari. Pilih di bawah, atau tulis jamnya, misalnya 09.15. Pengingat kedua hanya untuk yang jatuh tempo hari itu.
schedule-quiet-how = <b>Jam tenang</b>

    Sekarang { $start }–{ $end } waktu setempat. Pada jam ini yang dapat menunggu tidak dikirim. Pilih di bawah, atau tulis, misalnya 20.00–06.30.
schedule-rhythm-which = <b>Ritme formulir</b>

    Formulir mana yang ingin Anda atur?
schedule-rhythm-how = <b>{ $form }</b>

    Sekarang: { $rhythm }.

    Pilih ritmenya. Tenggatnya dapat ditulis: “tanggal 20 pukul 16.00”, “Jumat pukul 15.00”, “30 hari”, dan tambahkan “periode lalu” bila yang dilaporkan adalah bulan atau pekan sebelumnya.
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
schedule-words-previous = periode lalu, bulan lalu, pekan lalu, previous period
schedule-wrong-date = Mohon mulai dengan tanggalnya, misalnya 24/12/2026.
schedule-wrong-kind = Mohon tulis jenis harinya setelah tanggal: libur, cuti bersama, kerja, atau hening.
schedule-wrong-name = Mohon tulis juga nama harinya, misalnya “Natal bersama”.
schedule-wrong-long = Nama harinya terlalu panjang. Mohon paling banyak 80 huruf.
schedule-wrong-past = Tanggal itu sudah lewat. Mohon periksa tahunnya.
schedule-wrong-far = Tanggal itu masih terlalu jauh. Mohon periksa tahunnya.
schedule-wrong-time = Mohon tulis jamnya dengan angka, misalnya 09.15; untuk jam tenang dua jam, misalnya 20.00–06.30.
schedule-wrong-due = Mohon tulis tenggatnya seperti contoh di atas, sesuai dengan ritme yang dipilih.
button-schedule-days = Hari khusus
button-schedule-slot = Jam pengingat
button-schedule-rhythm = Ritme formulir
button-schedule-quiet = Jam tenang
button-schedule-back = ‹ Jadwal
button-schedule-a-day = { $count }× sehari
button-schedule-drop = Hapus { $day }
button-schedule-reset = Kembali ke bawaan
toast-schedule-kept = Tersimpan, dan berlaku mulai sekarang.
toast-schedule-wrong-slot = Jam itu belum dapat dipakai. Pengingat berjalan antara pukul 07.30 dan 14.00, agar cukup juga pada bulan Ramadan.
toast-schedule-wrong-quiet = Jam tenang itu tidak menyisakan waktu untuk mengirim. Mohon pilih yang lain.
toast-schedule-wrong-rhythm = Ritme itu belum dapat dipakai. Mohon periksa tanggal, hari, atau jamnya.
