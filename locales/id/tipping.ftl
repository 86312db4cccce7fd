# Tips pendampingan: surat mingguan, pertanyaan "sudah dicoba?", dan layar /tips.

command-tips = Tips pendampingan: minggu ini dan yang tersimpan
button-tips = Tips pendampingan

## Satu tips
tips-this-week = Tips minggu ini
tips-again = Tips pendampingan
tips-try = Coba minggu ini:
tips-case = Kasus kecil:
tips-case-choose = Anda pilih yang mana?
tips-case-chosen = Pilihan Anda: “{ $choice }”.
tips-case-better = Yang biasanya lebih menolong: “{ $choice }”.
tips-in-indonesian = Tips ditulis dalam bahasa Indonesia.
tips-why-gap = Dipilih karena butir “{ $item }” masih dapat diperkuat.
tips-why-plan = Dipilih sesuai tema di rencana belajar Anda.
tips-why-result = Dipilih sesuai hasil kuesioner Anda.
tips-why-everyone = Tips ini untuk semua pendamping.
tips-why-start = Untuk permulaan. Setelah kuesioner kompetensi Anda isi, tips dipilih sesuai hasilnya.
tips-why-trial = Tips baru: pendapat Anda membantu memilihkan tips bagi rekan lain.
button-tips-useful = Bermanfaat
button-tips-less = Kurang
button-tips-keep = Simpan
button-tips-kept = ✓ Tersimpan
button-tips-drop = Hapus dari simpanan
button-tips-said = ✓ { $what }
toast-tips-useful = Terima kasih. Senang tips ini bermanfaat.
toast-tips-less = Terima kasih. Lain kali kami pilihkan yang lebih sesuai.
toast-tips-kept = Tersimpan. Baca lagi kapan saja lewat /tips.
toast-tips-dropped = Sudah dihapus dari simpanan.
toast-tips-gone = Tips ini sudah tidak ada. Yang lain ada di /tips.

## Sudah dicoba?
tips-tried = { $weeks ->
    [3] Tiga
    [4] Empat
    [5] Lima
   *[other] Beberapa
 } minggu lalu { $address } menilai tips ini bermanfaat:
tips-tried-ask = Sudah sempat dicoba?
button-tips-tried = Sudah
button-tips-not-yet = Belum sempat
button-tips-read = Baca lagi
toast-tips-tried = Bagus! Ceritakan juga hasilnya kepada rekan pendamping.
toast-tips-not-yet = Tidak apa-apa. Tipsnya dapat dibaca lagi lewat /tips.

## Layar /tips
tips-title = Tips pendampingan
tips-none-yet = Belum ada tips untuk Anda. Yang pertama datang kira-kira seminggu setelah Anda bergabung.
tips-none-asked = Anda belum menerima tips. Pilih iramanya di bawah bila berkenan.
tips-now = Minggu ini: <b>{ $title }</b>
tips-latest = Terakhir: <b>{ $title }</b>
tips-kept = ★ Tersimpan: { $count }
tips-kept-none = Tersimpan: belum ada. Ketuk “Simpan” pada tips yang ingin dibaca lagi.
tips-kept-title = ★ Tips tersimpan
tips-all-title = Semua tips Anda ({ $count })
tips-rhythm = { $rhythm ->
    [weekly] Irama: tiap minggu.
    [biweekly] Irama: dua minggu sekali.
   *[off] Irama: tidak dikirim.
 }
tips-page = Halaman { $page } dari { $pages }
button-tips-now = Baca tips minggu ini
button-tips-latest = Baca tips terakhir
button-tips-all = Semua tips ({ $count })
button-tips-weekly = Tiap minggu
button-tips-biweekly = Dua minggu sekali
button-tips-off = Jangan kirim
button-tips-back = ‹ Tips
toast-tips-weekly = Tips datang tiap minggu.
toast-tips-biweekly = Tips datang dua minggu sekali.
toast-tips-off = Tips tidak dikirim lagi. Yang sudah ada tetap dapat dibaca di sini.
