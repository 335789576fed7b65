/**
 * Table dumps as {@code mysqldump} and {@code mariadb-dump} write them, read as a stream of rows.
 *
 * <p>What the statements mean is in the MariaDB manual, <a
 * href="https://mariadb.com/kb/en/string-literals/">String Literals</a>; {@code docs/dumps-sql.md}
 * says what is read and what refused.
 */
package org.wikimill.formats.sql;
