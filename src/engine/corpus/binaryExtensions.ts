/**
 * Extensions of formats that are never text, in lower case, without the dot. Such files are not even opened.
 * Extensions that text formats use too (`.vhd` of VHDL, `.dot` of Graphviz, `.dat`) are not included: for them the
 * content decides.
 */
export const binaryExtensions: ReadonlySet<string> = new Set(
  [
    // Images, fonts. `svg` is text.
    'png jpg jpeg jpe gif bmp ico icns webp avif heic heif tif tiff psd xcf cr2 nef jxl jp2 tga dds',
    'ktx ktx2 astc ttf otf ttc woff woff2 eot pfb',
    // Audio, video, 3D.
    'mp3 m4a aac ogg oga opus wav wave flac aif aiff wma mp4 m4v mkv mov avi webm wmv flv mpg mpeg 3gp ogv',
    'glb blend c4d usdz',
    // Archives, packages, disk images.
    'zip gz tgz bz2 tbz2 xz txz zst lz lz4 lzma br 7z rar tar cab rpm deb apk aab ipa msi dmg iso vhdx',
    'vmdk qcow2 jar war ear aar nupkg snupkg whl egg vsix xpi crx appimage',
    // Programs, bytecode.
    'exe dll so dylib beam wasm pyc pyo pyd winmd swiftmodule rlib rmeta',
    // Documents, which need a special reader.
    'pdf docx dotx xls xlsx xlsm xlsb pptx odt ods odp epub mobi azw3',
    // Databases, data, models.
    'sqlite sqlite3 accdb parquet feather npy npz h5 hdf5 joblib onnx pth safetensors gguf ggml tflite mlmodel',
  ].flatMap((line) => line.split(' ')),
);
