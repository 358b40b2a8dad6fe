// GIFT on stdin, what an independent parser makes of it as JSON on stdout.
const { parse } = require("gift-pegjs");

let text = "";
process.stdin.on("data", (chunk) => { text += chunk; });
process.stdin.on("end", () => { process.stdout.write(JSON.stringify(parse(text))); });
