/// XXH64, Collet's 64-bit checksum: finds damage at the speed of memory, is no protection against
/// forgery (<https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md>).
enum Checksum {
    private static let primes: (UInt64, UInt64, UInt64, UInt64, UInt64) = (
        0x9E37_79B1_85EB_CA87, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9,
        0x85EB_CA77_C2B2_AE63, 0x27D4_EB2F_1656_67C5
    )

    /// The checksum of the bytes, with seed 0.
    static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var place = 0
        var sum: UInt64
        if bytes.count >= 32 {
            var lanes = (primes.0 &+ primes.1, primes.1, UInt64(0), 0 &- primes.0)
            while bytes.count - place >= 32 {
                lanes.0 = round(lanes.0, word(bytes, place))
                lanes.1 = round(lanes.1, word(bytes, place + 8))
                lanes.2 = round(lanes.2, word(bytes, place + 16))
                lanes.3 = round(lanes.3, word(bytes, place + 24))
                place += 32
            }
            sum = rotate(lanes.0, 1) &+ rotate(lanes.1, 7) &+ rotate(lanes.2, 12)
            sum &+= rotate(lanes.3, 18)
            for lane in [lanes.0, lanes.1, lanes.2, lanes.3] {
                sum = (sum ^ round(0, lane)) &* primes.0 &+ primes.3
            }
        } else {
            sum = primes.4
        }
        sum &+= UInt64(bytes.count)
        while bytes.count - place >= 8 {
            sum = rotate(sum ^ round(0, word(bytes, place)), 27) &* primes.0 &+ primes.3
            place += 8
        }
        if bytes.count - place >= 4 {
            let half = UInt64(
                UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
            sum = rotate(sum ^ (half &* primes.0), 23) &* primes.1 &+ primes.2
            place += 4
        }
        while place < bytes.count {
            sum = rotate(sum ^ (UInt64(bytes[place]) &* primes.4), 11) &* primes.0
            place += 1
        }
        sum = (sum ^ sum >> 33) &* primes.1
        sum = (sum ^ sum >> 29) &* primes.2
        return sum ^ sum >> 32
    }

    private static func word(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    }

    private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
        rotate(lane &+ word &* primes.1, 31) &* primes.0
    }

    private static func rotate(_ value: UInt64, _ count: UInt64) -> UInt64 {
        value << count | value >> (64 - count)
    }
}
