// In a frame that keeps no cookies the platform keeps the state of a launch for us.
// https://www.imsglobal.org/spec/lti-pm-s/v0p1
(() => {
  "use strict";
  const WAIT = 2000;

  const platform = () => [window.opener, window.parent].filter((one) => one && one !== window);

  const ask = (origin, message) => new Promise((resolve) => {
    const id = crypto.randomUUID();
    const hear = (event) => {
      if (event.origin !== origin || event.data?.message_id !== id) return;
      removeEventListener("message", hear);
      resolve(event.data.error ? null : event.data);
    };
    addEventListener("message", hear);
    setTimeout(() => { removeEventListener("message", hear); resolve(null); }, WAIT);
    for (const one of platform()) {
      one.postMessage({ ...message, message_id: id }, origin);
      for (let number = 0; number < Math.min(one.frames.length, 20); number += 1) one.frames[number].postMessage({ ...message, message_id: id }, origin);
    }
  });

  const key = (state) => `lti-${state.slice(0, 8)}`;

  addEventListener("DOMContentLoaded", async () => {
    const put = document.querySelector("[data-lti-put]");
    if (put) {
      const { platform: origin, state } = put.dataset;
      await ask(origin, { subject: "lti.put_data", key: key(state), value: state });
      location.replace(put.href);
    }
    const get = document.querySelector("[data-lti-get]");
    if (get) {
      const kept = await ask(get.dataset.platform, { subject: "lti.get_data", key: key(get.elements.state.value) });
      if (kept?.value && kept.value === get.elements.state.value) {
        get.elements.kept.value = kept.value;
        get.submit();
      }
    }
    document.querySelector("[data-lti-send]")?.submit();
    if (document.querySelector("[data-lti-close]")) window.parent.postMessage({ subject: "org.imsglobal.lti.close" }, "*");
  });
})();
