# Uji pengetahuan dan uji kasus: soal diundi untuk setiap orang, hasil, dan pembahasan.

button-tests = Uji kemampuan
button-tests-open = Uji kemampuan: { $answered } / { $count }
button-test-begin = Mulai: { $form }
button-test-again = Ulangi: { $form }
button-test-continue = Lanjutkan: { $form }
button-test-result = Hasil: { $form }
button-test-review = Lihat pembahasan
button-test-review-open = Yang belum tepat: { $count }
button-test-before = ‹ Sebelumnya
button-test-next = Berikutnya ›
button-test-next-open = Ke soal { $count } ››
button-test-group = Hasil bersama
toast-test-not-ready = Uji ini belum dapat dimulai. Admin perlu memeriksa daftar soalnya.

## Daftar
tests-title = Uji kemampuan
tests-purpose = Untuk mengenali yang sudah dikuasai dan yang masih dapat dipelajari. Tidak ada lulus atau gagal.
tests-size = { $count } soal, kira-kira { $minutes } menit.
tests-open = Terisi { $answered } dari { $count } soal.
tests-last = Terakhir: <b>{ $percent }</b> pada { $date }.
tests-again-from = Dapat diulang mulai { $date }, dengan soal lain.

## Hasil
test-receipt = { $form } terkirim pada { $date } pukul { $time }.
test-right = Tepat { $count } dari { $items } soal: <b>{ $percent }</b>
test-points = { $count } dari { $most } poin pada { $items } situasi: <b>{ $percent }</b>
test-about = Dengan soal lain, hasilnya kira-kira { $low }–{ $high }.
test-since-changed = Sebelumnya { $percent } pada { $date }. Bedanya lebih dari sekadar kebetulan soal.
test-since-chance = Sebelumnya { $percent } pada { $date }. Bedanya masih dapat karena soalnya lain.
test-of = { $count } dari { $most }
test-for-learning = Ini untuk belajar, bukan penilaian kinerja resmi. Tidak ada lulus atau gagal.

## Pembahasan
test-review-title = Pembahasan
test-own-best = ✓ Jawaban Anda: <b>{ $answer }</b>
test-own-half = Jawaban Anda, dapat diterima: { $answer }
test-own = Jawaban Anda: { $answer }
test-own-none = Soal ini Anda lewati.
test-best = ✓ Paling tepat: <b>{ $answer }</b>
test-source = Sumber: { $source }.

## Hasil bersama
test-group-title = Hasil bersama
test-group-few = { $form }: { $count } orang. Angka ditampilkan mulai { $fewest } orang.
test-group-mean = { $form }: { $count } orang, rata-rata <b>{ $percent }</b>
test-group-reliability = Keterandalan ({ $method }): { $value }
test-group-no-reliability = Keterandalan dihitung mulai { $fewest } orang.
test-group-hardest = Paling sering belum tepat:
test-group-item = { $text } ({ $percent } tepat, { $count } orang)
test-group-look = Perlu ditinjau, karena kurang membedakan: { $items }.
test-group-note = Hanya hasil terakhir setiap orang. Tidak ada nama di sini.
