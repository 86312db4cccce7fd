# Laporan pendamping: memulai, tanda terima, daftar laporan sendiri, laporan yang dikembalikan. Sapaan "Anda".

## Lapor
report-title = <b>Lapor</b> · { $day }
report-line-today = Hari ini: <b>{ $form }</b>
report-line-late = Terlambat: <b>{ $form }</b> ({ $count } hari)
report-line-soon = Segera: <b>{ $form }</b> (sampai { $day })
report-line-returned = Dikembalikan: <b>{ $report }</b>
report-line-draft = Draf: { $draft }
report-more = dan { $count } laporan lain yang ditunggu
report-more-drafts = dan { $count } draf lain
report-nothing-due = Hari ini tidak ada laporan yang ditunggu. Anda boleh melapor kapan saja.
report-draft = { $form }, { $answered } dari { $total }
report-correction-of = Perbaikan { $form }
report-all-title = Semua formulir laporan
report-group = <b>{ $group }</b>: { $forms }
report-no-forms = Belum ada formulir laporan. Mohon hubungi admin.
reporting-group-field = Di lapangan
reporting-group-families = Data keluarga
reporting-group-money = Bantuan
reporting-group-independence = Usaha dan graduasi
reporting-group-trouble = Masalah dan kerja sama
reporting-group-own = Tentang tugas saya
reporting-group-more = Lainnya
reporting-group-others = Untuk program lain
button-report = 📝 Lapor
button-my-reports = Laporan saya
button-report-all = Semua formulir
button-report-continue = ▸ { $draft }
button-report-drop = 🗑 Hapus draf
button-report-drop-one = 🗑 { $draft }
button-report-mend = ↩️ { $report }
button-report-back = ‹ Lapor

## Memulai
report-drafts-open = { $count ->
    [1] Ada draf <b>{ $form }</b> yang belum dikirim.
   *[other] Ada { $count } draf <b>{ $form }</b> yang belum dikirim.
 } Lanjutkan, atau mulai yang baru? Draf tidak hilang.
report-series = • <b>{ $name }</b> · terakhir { $date }
report-series-named = • <b>{ $name }</b> · terakhir { $date }, { $what }
report-drop-which = Draf mana yang dihapus?
report-drop-sure = Hapus draf <b>{ $draft }</b>? Ini tidak dapat dikembalikan.
button-report-fresh = Mulai yang baru
button-report-other = Yang lain
button-report-keep = Tidak jadi
toast-report-begun = Laporan itu sudah dibuka.
toast-report-not-now = Formulir laporan itu sekarang tidak dapat diisi.
toast-report-gone = Laporan itu tidak ada di sini. Data Anda aman.

## Tanda terima
report-moment = { $date } pukul { $time }
report-receipt-when = Nomor <b>{ $number }</b> · { $moment }
report-receipt-version = Ini versi { $version }. Versi sebelumnya tetap tersimpan.
report-receipt-next = Koordinator Anda akan memeriksanya. Bila ada yang kurang, Anda diberi tahu.
report-receipt-next-restricted = Laporan ini terbatas. Hanya petugas yang ditunjuk dapat membacanya.
report-receipt-next-unnamed = Laporan ini terbatas. Petugas yang boleh membacanya sedang ditunjuk admin.
report-unnamed = Ada laporan terbatas di { $region }, tetapi belum ada yang boleh membacanya. Mohon tunjuk petugasnya.
report-receipt-accepted = Laporan ini sudah diterima koordinator Anda.
report-receipt-correct = Dapat Anda perbaiki sampai { $until }.
button-report-case = Buka kasus dari laporan ini
button-report-again = Lapor lagi
toast-report-accepted = Laporan ini sudah diterima, jadi tidak dapat diubah lagi. Bila ada yang keliru, hubungi koordinator Anda.
toast-report-late = Waktu untuk memperbaiki sendiri sudah lewat. Koordinator Anda dapat mengembalikannya untuk diperbaiki.

## Laporan saya
my-reports-title = Laporan saya
my-reports-none = Belum ada laporan yang terkirim.
my-reports-month = <b>Laporan saya</b> · { $month } ({ $count })
my-reports-line = { $number }. { $mark } <b>{ $day }</b> · { $report }
my-reports-marks = ⏳ terkirim · ✅ diterima · ↩️ dikembalikan
button-reports-newest = ◂ Terbaru
button-reports-older = Sebelumnya ▸
button-reports-month = { $month } ({ $count })
button-reports-back = ‹ Laporan saya
report-state-new = terkirim, menunggu diperiksa
report-state-accepted = diterima
report-state-returned = dikembalikan untuk diperbaiki
my-report-title = { $form } · nomor { $number }
my-report-sent = Terkirim { $moment }
my-report-version-now = Versi { $version }, diperbaiki { $moment }
my-report-version-old = Versi { $version } dari { $count }. Yang berlaku adalah versi { $count }.
my-report-version-first = Versi { $version }, terkirim { $moment }
my-report-version-line = Versi { $version }, diperbaiki { $moment }
my-report-state = { $mark } { $state }
my-report-remark = Catatan koordinator: <b>{ $remark }</b>
my-report-files = Kiriman dari { $form } nomor { $number }:
button-report-versions = Semua versi ({ $count })
button-report-version = Versi { $version }
button-report-newest-version = Versi yang berlaku

## Dikembalikan
report-returned = { $address }, laporan <b>{ $report }</b> (nomor { $number }, { $moment }) dikembalikan untuk diperbaiki.
report-returned-remark = Catatan koordinator: <b>{ $remark }</b>
report-returned-restricted = { $address }, laporan nomor { $number } dikembalikan untuk diperbaiki. Buka untuk membaca catatannya.
summary-ready-correction = Periksa sebentar, lalu ketuk <b>Kirim perbaikan</b>.
button-send-correction = Kirim perbaikan
button-report-mend-now = Perbaiki sekarang
button-report-see = Lihat laporan

## Yang datang tidak berurutan
sorted-in = { $what ->
    [place] 📍 Lokasi
    [image] 🖼 Foto
    [audio] 🎙 Rekaman
   *[video] 🎞 Video
 } ini saya simpan untuk: <b>{ $question }</b>
sorted-in-waits = Pertanyaan di bawah ini masih menunggu jawaban Anda.
