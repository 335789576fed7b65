#!/usr/bin/env python3
"""Writes what records.csv must say of a snapshot, by Python's tarfile and json alone."""
import csv
import hashlib
import json
import sys
import tarfile


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""


def names(record, field):
    listed = [item["name"] for item in record.get(field) or [] if item.get("name")]
    return digest("\n".join(listed))


out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow(
    "page_id revision_id namespace title url language project date_modified abstract html wikitext"
    " categories redirects templates licences image main_entity".split()
)
with tarfile.open(sys.argv[1]) as tar:
    for member in tar:
        for line in tar.extractfile(member):
            record = json.loads(line)
            body = record["article_body"]
            out.writerow(
                [
                    record["identifier"],
                    record["version"]["identifier"],
                    record["namespace"]["identifier"],
                    record["name"],
                    record["url"],
                    record["in_language"]["identifier"],
                    record["is_part_of"]["identifier"],
                    record["date_modified"],
                    digest(record.get("abstract", "")),
                    digest(body["html"]),
                    digest(body["wikitext"]),
                    names(record, "categories"),
                    names(record, "redirects"),
                    names(record, "templates"),
                    " ".join(licence["identifier"] for licence in record["license"]),
                    record.get("image", {}).get("content_url", ""),
                    record.get("main_entity", {}).get("identifier", ""),
                ]
            )
