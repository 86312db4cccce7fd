# Semua kuesioner untuk menilai diri, dan hasilnya.

## Pilihan
ins-intro = Pilih yang ingin Anda isi. Anda boleh berhenti dan melanjutkan kapan saja.
ins-line = <b>{ $form }</b> · { $items } butir, kira-kira { $minutes } menit
ins-about-short = Sembilan bidang dalam waktu singkat. Disusun terutama untuk pendamping PKH.
ins-about-full = Pengetahuan, keterampilan, dan sikap secara lengkap.
ins-about-assistant = Apa yang sudah biasa Anda lakukan, untuk pendidikan SLTP sampai D1.
ins-about-generalist = Apa yang sudah biasa Anda lakukan, untuk pendidikan D2 ke atas.
ins-about-weighted = Bentuk lebih pendek dari kuesioner kompetensi. Tidak perlu diisi bila yang 87 butir sudah.
ins-open = Tersimpan { $answered } dari { $total } butir.
ins-sent = Terakhir diisi { $date }.
ins-composed = Butir disusun dari indikator kajian dan belum divalidasi. Hasilnya untuk belajar.
button-instruments = Semua kuesioner

## Hasil
group-high = kuat
group-middle = berkembang
group-low = perlu dikuatkan
scored-bounds = Mulai { $middle } % berkembang, mulai { $high } % kuat. Batas ini kami tetapkan sendiri.
scored-compared = Tanda panah: perubahan dari { $since }.
scored-weights = Keseluruhan memakai bobot tiap bagian: { $weights }.
scored-usual = Sudah biasa: { $count } dari { $of } indikator.
scored-sometimes = Dapat dibiasakan:
scored-not-yet = Dapat mulai dicoba:
scored-all-usual = Semua indikator sudah biasa Anda lakukan.
