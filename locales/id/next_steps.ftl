# Satu langkah berikutnya untuk tiap butir kompetensi, dipakai bila butir itu yang paling lemah.
# Paling banyak 25 kata, dapat dikerjakan pekan ini, tanpa menyalahkan.

## Pengetahuan

next-step-K01 = Baca satu bab pengantar pekerjaan sosial, lalu catat tiga hal yang langsung berguna bagi tugas Anda.
next-step-K02 = Pilih satu masalah nyata di wilayah Anda, lalu cocokkan dengan satu prinsip pekerjaan sosial yang Anda kenal.
next-step-K03 = Buat daftar sepuluh layanan di kecamatan Anda, lengkap dengan alamat dan syaratnya, untuk dibawa saat kunjungan.
next-step-K04 = Pada satu kunjungan, amati siapa yang memengaruhi keputusan keluarga, lalu catat pola yang Anda lihat.
next-step-K05 = Pelajari beda metode kerja individu, kelompok, dan masyarakat, lalu tandai mana yang Anda pakai pekan ini.
next-step-K06 = Lihat satu keluarga dampingan dari enam sisi: ekonomi, kesehatan, pendidikan, hubungan, rumah, dan lingkungan.
next-step-K07 = Tanyakan kepada dua warga dampingan kebutuhan apa yang menurut mereka paling jarang dilihat petugas.
next-step-K08 = Periksa satu keputusan pekan ini: apakah lansia dan penyandang disabilitas mendapat kesempatan yang sama?
next-step-K09 = Tulis satu masalah, lalu sebutkan satu langkah untuk orangnya, keluarganya, kelompoknya, dan lingkungannya.
next-step-K10 = Baca ulang pedoman program selama lima belas menit, lalu tandai satu ketentuan yang sering ditanyakan warga.
next-step-K11 = Untuk satu kasus, rencanakan dua tindakan: satu bersama orangnya, satu lagi di lingkungannya dengan izinnya.
next-step-K12 = Gambarkan satu masalah di tengah kertas, lalu tarik garis ke sebab dan akibat yang berhubungan.
next-step-K13 = Pilih satu kasus dan sebutkan empat sistemnya: pelaksana perubahan, klien, sasaran, dan kegiatan.
next-step-K14 = Setiap sore, tandai peran yang Anda jalankan hari itu: fasilitator, broker, mediator, pembela, atau pelindung.
next-step-K15 = Tentukan tahap pendampingan tiga keluarga saat ini, lalu tulis satu tanda bahwa keluarga siap ke tahap berikutnya.
next-step-K16 = Bandingkan tugas harian dengan uraian tugas resmi, lalu tanyakan kepada koordinator satu bagian yang kurang jelas.
next-step-K17 = Temui satu tokoh setempat dan tanyakan satu kebiasaan yang perlu dihormati saat mengadakan pertemuan.
next-step-K18 = Luangkan tiga puluh menit di pasar atau pos ronda untuk mendengarkan hal yang sedang dipikirkan warga.
next-step-K19 = Bersama satu keluarga, tulis tiga sumber yang sudah dimiliki: kemampuan diri, orang dekat, dan lembaga terdekat.
next-step-K20 = Ambil satu kasus berjalan, tentukan langkahnya sekarang, lalu tulis langkah berikutnya dan tanggalnya.
next-step-K21 = Pada pertemuan kelompok, bahas satu masalah dengan pertanyaan: apa yang dapat kita hadapi bersama pekan ini?
next-step-K22 = Kelompokkan kegiatan Anda pekan ini: untuk keluarga (mikro), kelompok atau lembaga (mezzo), dan kebijakan desa (makro).
next-step-K23 = Jelaskan satu hak dan satu kewajiban kepada tiga keluarga, lalu minta mereka menceritakannya kembali.
next-step-K24 = Kunjungi satu warung milik warga, lalu pelajari bersama modal, harga jual, dan untungnya dalam sehari.

## Keterampilan

next-step-S01 = Siapkan tiga kalimat untuk kunjungan pertama: siapa Anda, maksud kunjungan, dan tawaran waktu yang nyaman.
next-step-S02 = Di akhir percakapan penting, ulangi kesepakatan dalam satu kalimat dan tanyakan apakah lawan bicara sepaham.
next-step-S03 = Ajak satu rekan dari puskesmas, sekolah, atau kelurahan membahas satu kebutuhan warga yang dapat ditangani bersama.
next-step-S04 = Tulis catatan kasus pada hari yang sama: fakta, tindakan, dan rencana, tanpa NIK atau nomor KK.
next-step-S05 = Periksa satu calon penerima dengan syarat tertulis, lalu catat mengapa setiap syarat terpenuhi atau belum.
next-step-S06 = Dalam satu kunjungan, ajukan pertanyaan terbuka dan dengarkan lima menit sebelum menawarkan bantuan.
next-step-S07 = Pilih satu kasus sederhana, sepakati satu tindakan dengan koordinator, dan selesaikan sebelum akhir pekan.
next-step-S08 = Coba satu fitur ponsel yang belum pernah dipakai, misalnya pengingat kalender, untuk satu jadwal kunjungan.
next-step-S09 = Susun satu halaman studi kasus tanpa nama asli, lalu minta masukan satu rekan sebelum konferensi kasus.
next-step-S10 = Tulis laporan setengah halaman tentang satu kegiatan bersama, lalu minta mitra kegiatan memeriksa isinya.
next-step-S11 = Buka rapat berikutnya dengan pembagian tugas tertulis: siapa, apa, kapan, dan siapa penyusun laporannya.
next-step-S12 = Sebelum mengambil satu keputusan, kumpulkan dua data pendukung dan tanyakan data apa yang masih kurang.
next-step-S13 = Siapkan rencana cadangan untuk satu kegiatan, misalnya bila hujan, sinyal hilang, atau ruangan terpakai.
next-step-S14 = Telusuri satu layanan dari rumah warga, dari jarak, biaya, sampai syarat, lalu bantu mengatasi satu hambatannya.
next-step-S15 = Tepati satu janji kecil kepada warga pekan ini, dan beri kabar lebih dahulu bila waktunya berubah.
next-step-S16 = Pada asesmen berikutnya, isi tiga kolom bersama keluarga: kebutuhan, kekuatan, dan sumber yang dapat dihubungi.
next-step-S17 = Susun rencana tiga baris bersama satu keluarga: tujuan sebulan, langkah pertama, dan siapa yang melakukannya.
next-step-S18 = Pilih satu rencana yang tertunda, lalu kerjakan langkah terkecilnya bersama warga sebelum hari Jumat.
next-step-S19 = Tanyakan kepada dua keluarga apa yang berubah sejak didampingi, lalu bandingkan dengan tujuan awal.
next-step-S20 = Tulis usulan setengah halaman berisi masalah, tujuan, kegiatan, dan biaya, lalu bahas bersama supervisor.
next-step-S21 = Luangkan lima belas menit untuk mendengarkan satu asisten, lalu bawa satu pertanyaannya kepada supervisor.
next-step-S22 = Catat lima sumber di sekitar warga, lalu hubungi satu yang belum pernah diajak bekerja sama.
next-step-S23 = Sebelum berunding, tulis permintaan warga, batas yang dapat diterima, dan satu pilihan cadangan.
next-step-S24 = Jelaskan satu materi dengan contoh dari dapur atau sawah, lalu minta seorang peserta menceritakannya kembali.
next-step-S25 = Tanyakan kepada satu keluarga satu hal kecil yang ingin mereka ubah, lalu hargai langkah pertamanya.
next-step-S26 = Pada pertemuan berikutnya, tawarkan satu tugas ringan kepada peserta yang jarang bicara.
next-step-S27 = Dampingi satu warga menelepon atau mendaftar ke satu layanan yang belum pernah dipakainya.
next-step-S28 = Sampaikan satu umpan balik dengan urutan: yang sudah baik, yang dapat diperkuat, lalu tawaran bantuan.
next-step-S29 = Buat satu pengumuman singkat untuk papan desa atau grup warga, tanpa foto wajah dan data pribadi.
next-step-S30 = Simpan tiga kontak lembaga baru, lalu tanyakan kepada masing-masing cara tercepat merujuk warga.
next-step-S31 = Cocokkan lima data penyaluran dengan catatan bank atau pos, lalu catat selisih yang perlu ditelusuri.
next-step-S32 = Bersama satu pemilik usaha, jumlahkan pemasukan dan pengeluaran tujuh hari terakhir pada selembar kertas.
next-step-S33 = Siapkan tiga pertanyaan terbuka untuk pertemuan berikutnya, dan beri waktu berdiskusi berpasangan sebelum menjawab.
next-step-S34 = Hubungi kembali satu warga yang pernah Anda rujuk dan tanyakan apakah layanannya sudah diterima.
next-step-S35 = Saat menengahi, minta kedua pihak menyebut harapan masing-masing, lalu mulai dari harapan yang sama.
next-step-S36 = Sebelum menyampaikan usulan, dengarkan tiga pihak yang terdampak, termasuk yang paling jarang ditanya.
next-step-S37 = Simpan nomor layanan perlindungan perempuan dan anak setempat, lalu pelajari alur rujukannya bersama koordinator.
next-step-S38 = Tanyakan kepada satu lembaga mitra bantuan yang sedang diberikannya, agar rencana Anda saling melengkapi.
next-step-S39 = Untuk satu masalah, ajak keluarga menyebut tiga jalan keluar sebelum membahas mana yang terbaik.

## Sikap

next-step-T01 = Pilih satu tugas yang belum tuntas, tetapkan tanggal selesainya, dan kabari pihak yang menunggu.
next-step-T02 = Tawarkan diri memeriksa satu laporan rekan, lalu bantu melengkapinya sebelum dikirim.
next-step-T03 = Sisihkan dua puluh menit pada satu hari tetap untuk mempelajari satu topik tugas.
next-step-T04 = Awali setiap kunjungan pekan ini dengan menanyakan kabar keluarga sebelum membahas urusan program.
next-step-T05 = Serahkan satu keputusan pertemuan, misalnya waktu atau tempat, kepada musyawarah anggota kelompok.
next-step-T06 = Dahulukan satu kunjungan kepada warga yang paling jarang terjangkau, misalnya lansia yang tinggal sendiri.
next-step-T07 = Pasangkan peserta yang berbeda latar dalam satu tugas kecil pada pertemuan kelompok berikutnya.
next-step-T08 = Tanyakan waktu yang paling nyaman bagi satu keluarga, lalu sesuaikan jadwal kunjungan Anda.
next-step-T09 = Sampaikan satu informasi program apa adanya, termasuk hal yang belum pasti dan kapan kabarnya tersedia.
next-step-T10 = Pilih satu nilai untuk dijaga pekan ini, misalnya kejujuran, lalu renungkan penerapannya setiap sore.
next-step-T11 = Saat keadaan memanas, tarik napas tiga kali, dengarkan sampai selesai, lalu jawab dengan suara pelan.
next-step-T12 = Perhatikan cara warga menyapa dan berpamitan, lalu sesuaikan satu kebiasaan Anda saat bertamu.
next-step-T13 = Percayakan satu tugas penuh kepada ketua kelompok, lalu bantu hanya bila diminta.
next-step-T14 = Pilih satu urusan yang biasa Anda kerjakan, lalu biarkan warga mencobanya sendiri sambil Anda temani.
next-step-T15 = Sapa setiap warga dengan nama panggilan yang disukainya dan minta izin sebelum mengambil foto.
next-step-T16 = Saat seorang warga bimbang, jelaskan dua pilihan beserta akibatnya, lalu beri waktu untuk memutuskan sendiri.
next-step-T17 = Minta seorang anggota kelompok, bila berkenan, menceritakan caranya mengatasi kesulitan, lalu jadikan bahan diskusi.
next-step-T18 = Pilih tempat bicara yang tidak terdengar orang lain dan simpan catatan kasus di tempat terkunci.
next-step-T19 = Tetapkan jam menjawab pesan, sampaikan dengan sopan, dan sebutkan nomor untuk keadaan darurat.
next-step-T20 = Sebelum memberi jalan keluar, tanyakan lebih dahulu apa yang sudah pernah dicoba dan berhasil.
next-step-T21 = Pada pertemuan berikutnya, beri setiap peserta satu menit bicara sebelum menarik kesimpulan.
next-step-T22 = Tanyakan keahlian tiga warga dampingan, lalu ajak salah satunya berbagi pada pertemuan kelompok.
next-step-T23 = Saat warga bercerita, ulangi perasaannya dengan kata Anda sendiri sebelum memberi saran.
next-step-T24 = Ingat satu warga yang terbantu oleh pendampingan Anda, lalu tulis arti pekerjaan ini bagi Anda.
