// What DuckDB's own command line does with -csv -c, as far as recipes need it: one query, its rows as CSV.
const { DuckDBInstance } = require('@duckdb/node-api');

const show = (value) => (value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value));

async function run([form, option, query]) {
    if (form !== '-csv' || option !== '-c' || query === undefined) {
        throw new Error('usage: duckdb -csv -c QUERY');
    }
    const instance = await DuckDBInstance.create(':memory:');
    const reader = await (await instance.connect()).runAndReadAll(query);
    console.log(reader.columnNames().join(','));
    for (const row of reader.getRowsJson()) {
        console.log(row.map(show).join(','));
    }
}

run(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exit(1);
});
