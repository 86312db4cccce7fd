# Butir ordinal: korelasi polikorik dan WLSMV (scoring/analysis/ordinal_*.py).
analysis-ordinal-not-whole = Butir { $item } berisi nilai bukan bilangan bulat ({ $value }), jadi bukan pilihan jawaban berurutan. Keluarkan dari --ordinal.
analysis-ordinal-too-many-categories = Butir { $item } punya { $count } nilai yang berbeda; butir ordinal paling banyak { $most }. Keluarkan dari --ordinal, perlakukan sebagai angka.
analysis-ordinal-one-category = Butir { $item } tinggal satu pilihan yang dijawab, jadi tidak ada yang dapat dihitung. Keluarkan butir itu dari model.
analysis-ordinal-same-answers = Jawaban pada { $first } dan { $second } saling menentukan sepenuhnya. Keluarkan salah satu dari model.
analysis-ordinal-pairwise-numbers = Jawaban kosong tidak dapat dipakai berpasangan bila model juga memuat variabel angka. Pakai --missing listwise.
analysis-ordinal-never-chosen = Pada { $item } tidak seorang pun memilih { $category }. Pilihan itu dianggap tidak ada.
analysis-ordinal-joined = Pada { $item } pilihan { $category } tidak dipilih seorang pun di kelompok “{ $group }”. Pilihan itu digabung dengan pilihan di sebelahnya, di semua kelompok.
analysis-ordinal-nearly-same = Korelasi polikorik { $first } dan { $second } hampir ±1 ({ $correlation }). Sebaiknya keluarkan salah satu; hasilnya dapat menyesatkan.
analysis-ordinal-sparse = Pada { $pairs } dari { $all } pasangan butir ada gabungan jawaban yang tidak dipilih siapa pun. Korelasinya kurang pasti; gabungkan pilihan yang jarang atau tambah orang.
analysis-ordinal-not-positive = Korelasi polikorik butir-butir ini tidak mungkin berlaku bersama. Penyebabnya biasanya orang terlalu sedikit atau pilihan terlalu jarang; hasilnya dapat menyesatkan.
analysis-ordinal-covariates-too-large = Model dengan { $items } butir ordinal, variabel penjelas, dan { $n } orang terlalu besar. Keluarkan variabel penjelas atau sebagian butir.
analysis-ordinal-separated = Jawaban pada { $item } dapat ditebak tanpa salah dari variabel penjelas, jadi pengaruhnya tak terhingga. Keluarkan variabel itu atau gabungkan pilihan.
