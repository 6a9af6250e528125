#!/bin/sh
# build.sh FOLDER: makes the page of the theme, the prices and the photo.
set -eu
mkdir -p "$1"
{
  cat theme/header.html
  while read -r name price; do echo "<p>$name: $price</p>"; done <.prices/list
  echo "</html>"
} >"$1/index.html"
cp photo.bin "$1/photo.bin"
