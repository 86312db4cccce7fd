# Wawancara sikap: koordinator berbincang dengan pendamping, dan keduanya membaca catatan yang sama.

button-int-list = Wawancara sikap
int-title = Wawancara sikap
int-nameless = Tanpa nama
toast-int-gone = Wawancara ini tidak ada di sini. Berikut yang ada sekarang.
toast-int-not-yours = Pendamping ini sekarang tidak di wilayah Anda. Jawaban Anda tetap tersimpan.
toast-int-late = Perbaikan hanya dapat dikirim dalam 72 jam sejak wawancara dikirim.
hint-int-tap = Di bagian ini cukup ketuk salah satu tombol di atas.

## Memilih pendamping
int-what = Anda bertanya, mendengarkan, lalu mencatat contoh perilaku.
int-choose = Dengan siapa? Ketuk namanya, atau tulis sebagian namanya.
int-typed = Nama yang memuat “{ $typed }”:
int-nobody = Belum ada pendamping yang sesuai di wilayah Anda.
button-int-open = Lanjutkan: { $name }
button-int-all = Semua pendamping
button-int-back = ‹ Daftar
int-how = Delapan pertanyaan, kira-kira 30 menit. Sepakati waktu yang tenang lebih dulu.
int-both = Yang membaca catatannya hanya Anda dan pendamping itu.
button-int-begin = Mulai wawancara
button-int-go-on = Lanjutkan wawancara
button-int-read = Wawancara { $day }
button-int-learning = Rencana belajarnya

## Satu wawancara
int-by = Dengan { $name }
int-of = Tentang { $name }
int-corrected = Sudah diperbaiki.
int-percent = Menurut wawancara: <b>{ $percent }</b> dari tingkat tertinggi.
int-no-percent = Belum cukup pertanyaan yang terjawab untuk sebuah angka.
int-remark = Tanggapan { $name }:
int-remark-own = Tanggapan Anda:
int-only-both = <i>Untuk belajar bersama, hanya dibaca oleh Anda berdua.</i>
button-int-fix = Perbaiki
button-int-remark = Beri tanggapan
button-int-remark-again = Ubah tanggapan
button-int-own-learning = Rencana belajar saya

## Tanggapan pendamping
int-say-title = Tanggapan Anda
int-say-how = Tulis { $fewest }–{ $most } huruf, tanpa nama warga. { $name } akan membacanya.
button-int-not-now = Tidak jadi
hint-int-type = Tulis tanggapan Anda dengan kata-kata sendiri.
hint-int-length = Tanggapan memuat { $fewest }–{ $most } huruf. Tulisan Anda { $length } huruf.
int-said = Tanggapan Anda tersimpan.
int-read-from = { $name } dapat membacanya mulai { $day } pukul { $time }.

## Surat
int-letter = { $address }, catatan wawancara sikap dengan { $name } ({ $day }) dapat dibaca.
int-letter-corrected = { $address }, catatan wawancara sikap dengan { $name } sudah diperbaiki ({ $day }).
int-letter-what = Anda membaca semuanya, dan boleh menanggapi.
int-letter-remark = { $address }, { $name } menanggapi catatan wawancara sikap.
button-int-letter-read = Baca
