# Laporan pengumuman: angka, gambar, berkas XLSX, pengingat, dan surat di akhir pengiriman.

## Laporan
annrep-title = Laporan
annrep-begun = Mulai dikirim: { $at }
annrep-as-of = Keadaan { $at }
annrep-moment = { $date } pukul { $time }
annrep-nothing-yet = Belum ada yang dikirim. Laporan terisi begitu pengiriman dimulai.
annrep-readers = Penerima: <b>{ $count } orang</b>
annrep-line = { $what }: { $count }
annrep-line-share = { $what }: { $count } ({ $share })
annrep-line-of-sent = <b>{ $what }: { $count }</b> ({ $share } dari yang terkirim)
annrep-question = “{ $question }”
annrep-of = { $part } dari { $whole }
annrep-people = { $count } orang
annrep-last-reminder = Pengingat terakhir: { $at }
annrep-state-sent = Terkirim
annrep-state-uncertain = Belum pasti
annrep-state-failed = Gagal
annrep-state-unreachable = Tidak terjangkau
annrep-state-cancelled = Tidak jadi dikirim
annrep-state-waiting = Menunggu
annrep-read = Sudah dibaca
annrep-not-read = Terkirim, belum dibaca
annrep-opened = Formulir dibuka
annrep-not-opened = Terkirim, belum dibuka
annrep-answered = Sudah menjawab
annrep-not-answered = Terkirim, belum menjawab
annrep-not-delivered = Belum atau tidak sampai
annrep-no-region = Wilayah belum diisi
annrep-all-regions = Semua wilayah
annrep-other-regions = { $count } wilayah lainnya
annrep-by-region = Menurut wilayah
annrep-answers-of = Jawaban dari { $count } orang
annrep-percent-of-readers = Persen: terkirim dari semua penerima
annrep-percent-of-delivered = Persen: { $answered } dari yang terkirim
annrep-regions-delivered = Menurut wilayah (terkirim dari penerima):
annrep-regions-answered = Menurut wilayah ({ $answered } dari yang terkirim):
button-annrep-report = ‹ Laporan
button-annrep-sheet = XLSX
button-annrep-nudge = Ingatkan yang belum ({ $count })

## Berkas XLSX
annrep-sheet-sent = Daftar lengkap penerima ada di berkas XLSX di atas. Isinya data pribadi; mohon simpan baik-baik dan bagikan hanya kepada yang berwenang.
annrep-sheet-title = Laporan pengumuman “{ $title }”
annrep-file-name = laporan-pengumuman
annrep-file-caption = Laporan per wilayah dan per penerima.
annrep-column-readers = Penerima
annrep-column-code = Kode
annrep-column-province = Provinsi
annrep-column-regency = Kabupaten/Kota
annrep-column-delivered-share = Terkirim (%)
annrep-column-answered-share = Menjawab dari yang terkirim (%)
annrep-column-name = Nama
annrep-column-state = Keadaan
annrep-column-reason = Keterangan
annrep-column-sent-at = Terkirim (waktu setempat)
annrep-column-zone = Zona
annrep-column-answer = Jawaban
annrep-column-answered-at = Dijawab (waktu setempat)
annrep-reason-blocked = Bot diblokir, atau akun sudah tidak ada
annrep-reason-timed-out = Telegram tidak memberi kepastian; mungkin sudah sampai
annrep-reason-stopped-midway = Bot berhenti saat mengirim; mungkin sudah sampai
annrep-reason-not-needed = Pengiriman dihentikan
annrep-reason-no-consent = Persetujuan data ditarik
annrep-reason-refused = Jawaban Telegram: { $says }

## Mengingatkan yang belum
annrep-nudge-later = Pengingat baru saja dikirim atau dijadwalkan ({ $last }). Agar tidak berlebihan, pengingat berikutnya dapat dikirim mulai { $next }.
annrep-nudge-not-now = Pengingat dapat dikirim selama pengumuman berjalan atau sesudah selesai. Saat ini pengumuman sedang dijeda atau sudah dihapus.
toast-annrep-nudge-not-now = Pengingat belum dapat dikirim lagi. Lihat keterangannya di laporan.

## Surat di akhir pengiriman
annrep-is-done = Pengumuman “{ $title }” selesai: terkirim <b>{ $sent } dari { $total }</b>.
annrep-is-refused = Pengumuman “{ $title }” saya jeda: Telegram menolak { $count } salinan pertama, dan belum ada yang menerima.
annrep-refused-says = Jawaban Telegram: <i>{ $says }</i>
annrep-refused-remedy = Mohon buka pengumumannya dan ketuk <b>Lihat</b>. Bila tampilannya tidak sesuai, ketuk <b>Perbaiki isi</b>, lalu <b>Lanjutkan</b>. Bila tetap ditolak, hentikan dan tulis pengumuman baru.
