/** Extensions of formats that are never text, in lower case, without the dot. Such files are not even opened. */
export const binaryExtensions: ReadonlySet<string> = new Set(
  [
    // Images, fonts. `svg` is text.
    'png jpg jpeg jpe gif bmp ico icns cur webp avif heic heif tif tiff psd xcf ai indd raw cr2 nef dng jxl jp2 tga dds',
    'exr hdr ktx ktx2 pvr astc ttf otf ttc woff woff2 eot pfb',
    // Sound, film, three dimensions.
    'mp3 m4a aac ogg oga opus wav wave flac aif aiff wma mid midi mp4 m4v mkv mov avi webm wmv flv mpg mpeg 3gp ogv',
    'fbx glb blend 3ds max c4d usdz',
    // Archives, packages, disk images.
    'zip gz tgz bz2 tbz2 xz txz zst lz lz4 lzma br 7z rar tar cab ar cpio rpm deb apk aab ipa msi dmg iso img vhd vhdx',
    'vmdk qcow2 jar war ear aar nupkg snupkg whl egg gem crate vsix xpi crx appimage',
    // Programs, objects, bytecode.
    'exe dll so dylib a lib o obj ko elf com sys class dex pyc pyo pyd beam wasm node pdb ilk exp idb nib winmd',
    'swiftmodule swiftdoc rlib rmeta hi dyn_o dyn_hi bc gch pch suo rdb rdata rds',
    // Documents, which need a reader of their own.
    'pdf doc docx dot dotx xls xlsx xlsm xlsb ppt pptx pps odt ods odp epub mobi azw3 pages numbers',
    // Databases, data, models.
    'sqlite sqlite3 db db3 mdb accdb frm ibd parquet feather arrow avro orc npy npz h5 hdf5 pkl pickle joblib mat dta sav',
    'onnx pt pth ckpt safetensors gguf ggml tflite mlmodel bin dat pak idx',
    // Keys and their kin that hold no private part; the private ones are secret.
    'der gpg pgp sig',
  ].flatMap((line) => line.split(' ')),
);
