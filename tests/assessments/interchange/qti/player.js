// Shows one item after another in qti-components and answers each as often as it is asked to.
const settled = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));

let item;

const values = () => Object.fromEntries(item.variables.map(({ identifier, value }) => [identifier, value]));

const visible = () =>
  [...item.querySelectorAll("qti-modal-feedback, qti-feedback-inline")]
    .filter((feedback) => feedback.showStatus === "on")
    .map((feedback) => feedback.getAttribute("identifier"));

// Its variables as they stand before anything is answered.
window.show = async (xml) => {
  const container = document.querySelector("item-container");
  const connected = new Promise((done) => {
    document.addEventListener("qti-assessment-item-connected", done, { once: true });
  });
  container.itemXML = xml;
  await connected;
  await settled();
  item = container.shadowRoot.querySelector("qti-assessment-item");
  return values();
};

window.submit = async () => {
  item.processResponse();
  await settled();
  const { SCORE, FEEDBACK } = values();
  return { score: Number(SCORE), feedback: FEEDBACK, visible: visible() };
};

window.answer = async (answers) => {
  const played = [];
  for (const answer of answers) {
    item.resetResponses();
    for (const [name, value] of Object.entries(answer)) item.updateResponseVariable(name, value);
    played.push(await window.submit());
  }
  return played;
};
