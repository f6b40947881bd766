;; Scores vectors: cosines of many int8 rows with one int16 query, 16 numbers at a time.
;;
;; The host chooses the query's range so that no sum of products leaves i32 (see quantizeQuery.ts), therefore the dot
;; product is exact and the order of its additions does not matter.
(module
  (memory (export "memory") 1)

  ;; The sums of four vectors of partial sums, in order: a transposition in shuffles, then three additions.
  (func $sums (param $a v128) (param $b v128) (param $c v128) (param $d v128) (result v128)
    (local $ab v128) (local $cd v128)
    ;; a0+a2 b0+b2 a1+a3 b1+b3
    (local.set $ab
      (i32x4.add
        (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $a) (local.get $b))
        (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $a) (local.get $b))))
    (local.set $cd
      (i32x4.add
        (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $c) (local.get $d))
        (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $c) (local.get $d))))
    (i32x4.add
      (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $ab) (local.get $cd))
      (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $ab) (local.get $cd))))

  ;; The dot products of four rows with the query. Four, so that each part of the query is loaded once for
  ;; four rows.
  (func $dots
    (param $row0 i32) (param $row1 i32) (param $row2 i32) (param $row3 i32)
    (param $stride i32) (param $query i32) (result v128)
    (local $at i32)
    (local $part v128) (local $low v128) (local $high v128)
    (local $sum0 v128) (local $sum1 v128) (local $sum2 v128) (local $sum3 v128)
    ;; 16 numbers of each row: widened to int16, multiplied, added in pairs. Written out four times: engines do not
    ;; inline calls here.
    (loop $nextPart
      (local.set $low (v128.load (local.get $query)))
      (local.set $high (v128.load offset=16 (local.get $query)))
      (local.set $part (v128.load (i32.add (local.get $row0) (local.get $at))))
      (local.set $sum0 (i32x4.add (local.get $sum0) (i32x4.add
        (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $part)) (local.get $low))
        (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $part)) (local.get $high)))))
      (local.set $part (v128.load (i32.add (local.get $row1) (local.get $at))))
      (local.set $sum1 (i32x4.add (local.get $sum1) (i32x4.add
        (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $part)) (local.get $low))
        (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $part)) (local.get $high)))))
      (local.set $part (v128.load (i32.add (local.get $row2) (local.get $at))))
      (local.set $sum2 (i32x4.add (local.get $sum2) (i32x4.add
        (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $part)) (local.get $low))
        (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $part)) (local.get $high)))))
      (local.set $part (v128.load (i32.add (local.get $row3) (local.get $at))))
      (local.set $sum3 (i32x4.add (local.get $sum3) (i32x4.add
        (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $part)) (local.get $low))
        (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $part)) (local.get $high)))))
      (local.set $query (i32.add (local.get $query) (i32.const 32)))
      (br_if $nextPart
        (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $stride))))
    (f32x4.convert_i32x4_s
      (call $sums (local.get $sum0) (local.get $sum1) (local.get $sum2) (local.get $sum3))))

  ;; Writes score[i] = dot(row[i], query) * scale[i] * queryScale for every row.
  ;;
  ;; Rows are taken four at a time; the caller rounds their number up and leaves room for it in all three regions.
  ;;   $rows    address of the rows, int8, each $stride bytes
  ;;   $scales  address of one f32 for each row
  ;;   $scores  address of one f32 for each row, written
  ;;   $count   number of rows, a multiple of 4
  ;;   $stride  bytes of a row, a multiple of 16
  ;;   $query   address of $stride int16; zero beyond the dimensions, so that the ends of the rows may hold anything
  (func (export "score")
    (param $rows i32) (param $scales i32) (param $scores i32)
    (param $count i32) (param $stride i32) (param $query i32) (param $queryScale f32)
    (local $end i32) (local $row1 i32) (local $row2 i32) (local $row3 i32)
    (local.set $end (i32.add (local.get $scores) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (loop $nextRows
        (br_if $done (i32.ge_u (local.get $scores) (local.get $end)))
        (local.set $row1 (i32.add (local.get $rows) (local.get $stride)))
        (local.set $row2 (i32.add (local.get $row1) (local.get $stride)))
        (local.set $row3 (i32.add (local.get $row2) (local.get $stride)))
        (v128.store (local.get $scores)
          (f32x4.mul
            (f32x4.mul
              (call $dots
                (local.get $rows) (local.get $row1) (local.get $row2) (local.get $row3)
                (local.get $stride) (local.get $query))
              (v128.load (local.get $scales)))
            (f32x4.splat (local.get $queryScale))))
        (local.set $rows (i32.add (local.get $row3) (local.get $stride)))
        (local.set $scales (i32.add (local.get $scales) (i32.const 16)))
        (local.set $scores (i32.add (local.get $scores) (i32.const 16)))
        (br $nextRows))))

  ;; The same for rows at any addresses.
  ;;   $list    address of the i32 address of each row
  (func (export "scoreListed")
    (param $list i32) (param $scales i32) (param $scores i32)
    (param $count i32) (param $stride i32) (param $query i32) (param $queryScale f32)
    (local $end i32)
    (local.set $end (i32.add (local.get $scores) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (loop $nextRows
        (br_if $done (i32.ge_u (local.get $scores) (local.get $end)))
        (v128.store (local.get $scores)
          (f32x4.mul
            (f32x4.mul
              (call $dots
                (i32.load (local.get $list)) (i32.load offset=4 (local.get $list))
                (i32.load offset=8 (local.get $list)) (i32.load offset=12 (local.get $list))
                (local.get $stride) (local.get $query))
              (v128.load (local.get $scales)))
            (f32x4.splat (local.get $queryScale))))
        (local.set $list (i32.add (local.get $list) (i32.const 16)))
        (local.set $scales (i32.add (local.get $scales) (i32.const 16)))
        (local.set $scores (i32.add (local.get $scores) (i32.const 16)))
        (br $nextRows)))))
